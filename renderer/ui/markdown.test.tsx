import { describe, expect, test } from 'vitest';
import { SlideView } from './SlideView.tsx';
import { renderForTest } from './testRender.tsx';

const draw = (body: string) => renderForTest(<SlideView text={{ title: 'A title', body }} language="en" />);

describe('a slide', () => {
  test('is drawn as headings, lists, tables and emphasis', async () => {
    const slide = await draw(
      'Some **bold** text\n\n1. one\n2. two\n\n| a | b |\n| - | - |\n| c | d |\n\n> said',
    );
    expect(slide.querySelector('h2')?.textContent).toBe('A title');
    expect(slide.querySelector('strong')?.textContent).toBe('bold');
    expect([...slide.querySelectorAll('ol li')].map((item) => item.textContent?.trim())).toEqual([
      'one',
      'two',
    ]);
    expect(slide.querySelector('table td')?.textContent).toBe('c');
    expect(slide.querySelector('blockquote')?.textContent?.trim()).toBe('said');
  });

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[go](javascript:alert(1))',
    '![seen](https://elsewhere.example/pixel.png)',
    '<style>*{display:none}</style>',
    '<iframe src="https://elsewhere.example"></iframe>',
  ])('lets nothing through that acts or fetches: %s', async (body) => {
    const slide = await draw(body);
    expect(slide.querySelectorAll('article :is(script, img, style, iframe, object, embed)')).toHaveLength(0);
    for (const link of slide.querySelectorAll('article a'))
      expect(link.getAttribute('href')).toMatch(/^https?:|^mailto:|^tel:/);
    for (const element of slide.querySelectorAll('article *')) {
      expect([...element.attributes].filter(({ name }) => name.startsWith('on'))).toEqual([]);
    }
  });

  test('opens links elsewhere, without telling from where', async () => {
    const link = (await draw('[a page](https://example.org)')).querySelector('article a');
    expect(link?.getAttribute('target')).toBe('_blank');
    expect(link?.getAttribute('rel')).toContain('noopener');
  });

  test('draws a diagram by its name, with its text alternative', async () => {
    const slide = await draw('```loop: Thought | Feeling | Action\nThree steps in a circle.\n```');
    const figure = slide.querySelector('figure');
    expect(figure?.getAttribute('role')).toBe('img');
    expect(figure?.getAttribute('aria-label')).toBe('Three steps in a circle.');
    expect(figure?.textContent).toContain('Feeling');
  });

  test('shows a diagram that is no diagram as the text it is', async () => {
    expect((await draw('```wave: Only one\nalt\n```')).querySelector('pre')?.textContent).toContain('alt');
  });
});
