import MarkdownIt, { type Token } from 'markdown-it';
import { createElement, type ReactNode } from 'react';
import { readDiagram } from '../../src/domain/curriculum/diagram.ts';
import { SlideDiagram } from './SlideDiagram.tsx';

/** Never lets HTML through: what looks like a tag is text. */
const parser = new MarkdownIt({ html: false, linkify: false, typographer: false, breaks: false });

/** What a slide may consist of. Anything else is drawn as its children. */
const ELEMENTS: ReadonlySet<string> = new Set(
  'p ul ol li strong em s blockquote table thead tbody tr th td h1 h2 h3 h4 h5 h6'.split(' '),
);

/** A slide has its title as h2, so the headings in its body begin below it. */
const HEADINGS: Readonly<Record<string, string>> = {
  h1: 'h3',
  h2: 'h3',
  h3: 'h3',
  h4: 'h4',
  h5: 'h4',
  h6: 'h4',
};

const SAFE_LINK = /^(https?:|mailto:|tel:)/i;

/**
 * Markdown as React elements. No string of HTML is ever made, so there is nothing to clean and nothing to inject; see docs/adr/0042.
 * Links open elsewhere and only over http(s), mail and telephone; pictures are told by their text, because fetching one from
 * somewhere would tell that place who sits in the group.
 */
export function renderMarkdown(source: string): ReactNode {
  return renderAll(parser.parse(source, {}));
}

function renderAll(tokens: readonly Token[]): ReactNode[] {
  const nodes: ReactNode[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined) continue;
    if (token.nesting === 1) {
      const end = closingOf(tokens, index);
      nodes.push(renderElement(token, renderAll(tokens.slice(index + 1, end)), index));
      index = end;
    } else {
      nodes.push(renderLeaf(token, index));
    }
  }
  return nodes;
}

/** Where the element that opens at `start` closes. */
function closingOf(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let index = start; index < tokens.length; index += 1) {
    depth += tokens[index]?.nesting ?? 0;
    if (depth === 0) return index;
  }
  return tokens.length;
}

function renderElement(token: Token, children: ReactNode[], key: number): ReactNode {
  if (token.tag === 'a') {
    const href = String(token.attrGet('href') ?? '');
    if (!SAFE_LINK.test(href)) return children;
    return (
      <a key={key} href={href} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    );
  }
  // A tight list's paragraphs are marked hidden: their text stands in the item itself.
  if (token.hidden || !ELEMENTS.has(token.tag)) return children;
  const tag = HEADINGS[token.tag] ?? token.tag;
  const start = token.tag === 'ol' ? Number(token.attrGet('start') ?? 1) : undefined;
  return createElement(tag, { key, ...(start !== undefined && { start }) }, ...children);
}

function renderLeaf(token: Token, key: number): ReactNode {
  switch (token.type) {
    case 'inline':
      return renderAll(token.children ?? []);
    case 'softbreak':
      return ' ';
    case 'hardbreak':
      return <br key={key} />;
    case 'hr':
      return <hr key={key} />;
    case 'code_inline':
      return <code key={key}>{token.content}</code>;
    case 'fence':
      return renderFence(token, key);
    case 'code_block':
      return <pre key={key}>{token.content}</pre>;
    default:
      return token.content;
  }
}

function renderFence(token: Token, key: number): ReactNode {
  const reading = readDiagram(token.info, token.content);
  if (reading.kind === 'diagram') return <SlideDiagram key={key} diagram={reading.diagram} />;
  return <pre key={key}>{token.content}</pre>;
}
