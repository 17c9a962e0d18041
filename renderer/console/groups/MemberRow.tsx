import type { I18n } from '@lingui/core';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { Consent } from '../../../src/protocol/api/consents.ts';
import type { Member } from '../../../src/protocol/api/groups.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { MenuButton, type MenuEntry } from '../../ui/MenuButton.tsx';
import { LANGUAGE_OPTIONS, useWords } from '../../words/i18n.ts';
import { dayAndTime } from '../../words/time.ts';
import { inForceWords } from '../consents/consentWords.ts';
import styles from './Groups.module.css';
import type { Roster } from './rosterModel.ts';

function linkWords(i18n: I18n, link: Member['link']): string {
  switch (link.state) {
    case 'none':
      return i18n._('no link yet');
    case 'active':
      return link.lastUsedAt === null
        ? i18n._('link made, not used yet')
        : i18n._('link last used {time}', { time: dayAndTime(i18n, link.lastUsedAt) });
    case 'revoked':
      return i18n._('link revoked {time}', { time: dayAndTime(i18n, link.revokedAt) });
  }
}

/** One member on the roster: the name, the state of their link, and what can be done. `roster` is null for who may only look. */
export function MemberRow({
  member,
  roster,
  consents,
  onConsents,
  onEdit,
}: {
  member: Member;
  roster: Roster | null;
  /** Null where they are not known, or not to be seen. */
  consents: readonly Consent[] | null;
  onConsents: () => void;
  onEdit: () => void;
}) {
  const i18n = useWords();
  const [asking, setAsking] = useState<'renew' | 'revoke' | null>(null);
  const isActive = member.link.state === 'active';
  const name = member.displayName;
  const language = LANGUAGE_OPTIONS.find(({ id }) => id === member.language)?.label;
  const done = (work: ((member: Member) => Promise<void>) | undefined): (() => void) | undefined =>
    work &&
    (() => {
      void work(member);
      setAsking(null);
    });
  const items: readonly (MenuEntry | false)[] = [
    { id: 'edit', label: i18n._('Edit…'), onAction: onEdit },
    isActive && { id: 'revoke', label: i18n._('Revoke the link…'), onAction: () => setAsking('revoke') },
    { id: 'line', separator: true },
    {
      id: 'remove',
      label: i18n._('Take off the roster'),
      tone: 'danger',
      onAction: roster ? () => void roster.remove(member) : undefined,
    },
  ];
  return (
    <li className={styles.member} data-member-id={member.id}>
      <Avatar id={member.id} name={name} />
      <div className={styles.who}>
        <b>{name}</b>
        <span>
          {language} · {linkWords(i18n, member.link)}
        </span>
        {consents !== null && <span>{inForceWords(i18n, consents)}</span>}
      </div>
      {consents !== null && (
        <Button
          size="small"
          variant="plain"
          aria-label={i18n._('Consents: {name}', { name })}
          onPress={onConsents}
        >
          {i18n._('Consents')}
        </Button>
      )}
      {roster && (
        <div className={styles.memberTools}>
          <Button
            size="small"
            onPress={isActive ? () => setAsking('renew') : () => void roster.makeLink(member)}
            aria-label={
              isActive ? i18n._('Renew link: {name}', { name }) : i18n._('Make link: {name}', { name })
            }
          >
            {isActive ? i18n._('Renew link') : i18n._('Make link')}
          </Button>
          <MenuButton
            label={i18n._('Actions for {name}', { name })}
            icon={<Ellipsis />}
            isIconOnly
            items={items.filter((entry): entry is MenuEntry => entry !== false)}
          />
        </div>
      )}
      <ConfirmDialog
        isOpen={asking === 'renew'}
        title={i18n._('Make a new link for {name}?', { name })}
        confirmLabel={i18n._('Make a new link')}
        cancelLabel={i18n._('Keep the old one')}
        onConfirm={done(roster?.makeLink)}
        onCancel={() => setAsking(null)}
      >
        {i18n._('The old link stops working at once. Send them the new one.')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'revoke'}
        title={i18n._('Revoke the link of {name}?', { name })}
        confirmLabel={i18n._('Revoke the link')}
        cancelLabel={i18n._('Keep it')}
        tone="danger"
        onConfirm={done(roster?.revokeLink)}
        onCancel={() => setAsking(null)}
      >
        {i18n._('They cannot come in with it any more. You can make a new link at any time.')}
      </ConfirmDialog>
    </li>
  );
}
