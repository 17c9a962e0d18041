import type { I18n } from '@lingui/core';

/** How a person stands, as a tile marks it. */
export type PersonMarks = {
  name: string;
  /** Role or state in words. */
  detail?: string;
  isSelf?: boolean;
  isSpeaking?: boolean;
  isMicOn: boolean;
  isCameraOn: boolean;
  isHandUp?: boolean;
  /** The place in the order of raised hands, from 1. */
  handOrder?: number;
  help?: 'question' | 'now';
  connection?: 'good' | 'fair' | 'poor' | 'lost';
  isShielded?: boolean;
  /** Shown large to everybody. */
  isSpotlit?: boolean;
};

/** All of a tile's marks in words, in the order of what matters: "Ana R., hand up, muted". */
export function personLabel(i18n: I18n, marks: PersonMarks): string {
  const parts = [marks.isSelf === true ? i18n._('{name} (you)', { name: marks.name }) : marks.name];
  if (marks.detail !== undefined) parts.push(marks.detail);
  if (marks.isSpotlit === true) parts.push(i18n._('in the spotlight'));
  if (marks.help === 'now') parts.push(i18n._('asks for someone now'));
  if (marks.help === 'question') parts.push(i18n._('has a question'));
  if (marks.isShielded === true) parts.push(i18n._('not in private just now'));
  if (marks.isHandUp === true) parts.push(i18n._('hand up'));
  if (marks.connection === 'lost') parts.push(i18n._('connection lost'));
  if (marks.connection === 'poor') parts.push(i18n._('weak connection'));
  if (marks.isSpeaking === true) parts.push(i18n._('speaking'));
  if (!marks.isMicOn) parts.push(i18n._('muted'));
  if (!marks.isCameraOn) parts.push(i18n._('camera off'));
  return parts.join(', ');
}
