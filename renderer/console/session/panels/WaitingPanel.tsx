import type { I18n } from '@lingui/core';
import { DoorClosed, DoorOpen, Ellipsis, Headphones, House, Phone, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { MenuButton } from '../../../ui/MenuButton.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { useWords } from '../../../words/i18n.ts';
import { Elapsed } from '../Clocks.tsx';
import type { WaitingPerson } from '../model/waiting.ts';
import { useSession, useSlice } from '../useSession.ts';
import styles from './Panels.module.css';
import { WaitingMessage } from './WaitingMessage.tsx';

/** Who stands at the door, with what they told there, and who was removed (CO3). */
export function WaitingPanel() {
  const i18n = useWords();
  const waiting = useSlice('waiting');
  const { status } = useSlice('agenda');
  const count = waiting.people.length;
  return (
    <section className={styles.panel} aria-labelledby="waiting-title" data-testid="waiting-panel">
      <header className={styles.head}>
        <h2 id="waiting-title">{i18n._('Waiting')}</h2>
        <span className={styles.headTools}>
          <span className={styles.faint}>
            {waiting.isLocked
              ? i18n._('locked')
              : count === 0
                ? i18n._('nobody')
                : i18n._('{count} here', { count })}
          </span>
          {waiting.setLocked && (
            <IconButton
              label={
                waiting.isLocked
                  ? i18n._('Unlock the session')
                  : i18n._('Lock the session: nobody new can come in')
              }
              icon={waiting.isLocked ? <DoorClosed /> : <DoorOpen />}
              isPressed={waiting.isLocked}
              size="small"
              onPress={() => waiting.setLocked?.(!waiting.isLocked)}
            />
          )}
        </span>
      </header>
      {waiting.message !== null && status !== 'ended' && <p className={styles.quote}>{waiting.message}</p>}
      <ul role="list" className={styles.list} aria-label={i18n._('People waiting')}>
        {waiting.people.map((person) => (
          <WaitingCard key={person.id} person={person} />
        ))}
      </ul>
      {count > 1 && (
        <Button variant="primary" isWide onPress={waiting.admitAll}>
          {i18n._('Let everyone in')}
        </Button>
      )}
      {waiting.setMessage && <WaitingMessage message={waiting.message} onSave={waiting.setMessage} />}
      {waiting.removed.length > 0 && (
        <ul role="list" className={styles.list} aria-label={i18n._('People removed')}>
          {waiting.removed.map((person) => (
            <li key={person.id} className={styles.row}>
              <Avatar id={person.id} name={person.name} size="small" />
              <span className={styles.grow}>
                <b>{person.name}</b> <span className={styles.faint}>{i18n._('removed')}</span>
              </span>
              <Button size="small" onPress={person.letBackIn}>
                {i18n._('Let back in')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function WaitingCard({ person }: { person: WaitingPerson }) {
  const i18n = useWords();
  const session = useSession();
  const isLost = person.connection.state === 'lost';
  return (
    <li className={styles.card} data-participant-id={person.id}>
      <div className={styles.row}>
        <Avatar id={person.id} name={person.name} size="small" />
        <span className={styles.grow}>
          <b>{person.name}</b>
          <span className={styles.faint}>
            {isLost ? i18n._('connection lost') : <Elapsed since={person.since} />}
          </span>
        </span>
        <Button
          variant="primary"
          size="small"
          onPress={isLost ? undefined : person.admit}
          aria-label={i18n._('Let in {name}', { name: person.name })}
        >
          {i18n._('Let in')}
        </Button>
      </div>
      <div className={styles.doorRow}>
        {person.door && <DoorFactsList person={person} door={person.door} />}
        <MenuButton
          label={i18n._('Actions for {name}', { name: person.name })}
          icon={<Ellipsis />}
          isIconOnly
          size="small"
          items={[
            {
              id: 'write',
              label: i18n._('Write to {name}', { name: person.name }),
              onAction: () => session.writeTo(person.id),
            },
            { id: 'remove', label: i18n._('Do not let in'), tone: 'danger', onAction: person.remove },
          ]}
        />
      </div>
    </li>
  );
}

function checkName(i18n: I18n, check: WaitingPerson['troubles'][number]): string {
  switch (check) {
    case 'camera':
      return i18n._('camera');
    case 'microphone':
      return i18n._('microphone');
    case 'speaker':
      return i18n._('speaker');
    case 'connection':
      return i18n._('connection');
  }
}

function DoorFactsList({
  person,
  door,
}: {
  person: WaitingPerson;
  door: NonNullable<WaitingPerson['door']>;
}) {
  const i18n = useWords();
  const { privacy } = door;
  const facts: readonly (readonly [string, ReactNode, string])[] = [
    ['place', <House />, privacy.place],
    ['phone', <Phone />, privacy.callbackPhone],
  ];
  return (
    <div className={styles.door}>
      <span className={styles.tags}>
        {person.troubles.length === 0 ? (
          <Tag tone="good">{i18n._('checks passed')}</Tag>
        ) : (
          person.troubles.map((check) => (
            <Tag key={check} tone="help" icon={<TriangleAlert />}>
              {i18n._('trouble: {check}', { check: checkName(i18n, check) })}
            </Tag>
          ))
        )}
        {privacy.company === 'alone' ? (
          <Tag>{i18n._('alone')}</Tag>
        ) : (
          <Tag tone="help">{i18n._('others nearby')}</Tag>
        )}
        {privacy.hasHeadphones && <Tag icon={<Headphones />}>{i18n._('headphones')}</Tag>}
      </span>
      <ul role="list" className={styles.facts}>
        {facts.map(([key, icon, text]) => (
          <li key={key}>
            <span aria-hidden="true">{icon}</span>
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}
