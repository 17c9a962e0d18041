import type { I18n } from '@lingui/core';
import { CircleDashed, Headphones, House, Phone, TriangleAlert } from 'lucide-react';
import type { DoorFacts } from '../../../../src/protocol/session/people.ts';
import { Tag } from '../../../ui/Tag.tsx';
import { useWords } from '../../../words/i18n.ts';
import { checkFindings, type DoorCheck } from '../model/doorFacts.ts';
import styles from './DoorFacts.module.css';

function checkName(i18n: I18n, check: DoorCheck): string {
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

/** What a member told at the door, for staff alone (CO3). `large`: to be read at a glance, by a person on the phone. */
export function DoorFactsList({ door, size = 'small' }: { door: DoorFacts; size?: 'small' | 'large' }) {
  const i18n = useWords();
  const { privacy } = door;
  return (
    <div className={styles.door} data-size={size}>
      <dl className={styles.facts}>
        <div>
          <dt>
            <House aria-hidden="true" />
            <span>{i18n._('Place')}</span>
          </dt>
          <dd>{privacy.place}</dd>
        </div>
        <div>
          <dt>
            <Phone aria-hidden="true" />
            <span>{i18n._('Call-back number')}</span>
          </dt>
          <dd className="tabular">{privacy.callbackPhone}</dd>
        </div>
      </dl>
      <DoorTags door={door} />
    </div>
  );
}

/** The outcome of the checks: passed, in trouble, or left out, each by its name; then company and headphones. */
function DoorTags({ door }: { door: DoorFacts }) {
  const i18n = useWords();
  const { troubles, skipped } = checkFindings(door);
  const { company, hasHeadphones } = door.privacy;
  return (
    <span className={styles.tags}>
      {troubles.length === 0 && skipped.length === 0 && <Tag tone="good">{i18n._('checks passed')}</Tag>}
      <TroubleTags door={door} />
      {company === 'alone' && <Tag>{i18n._('alone')}</Tag>}
      {hasHeadphones && <Tag icon={<Headphones />}>{i18n._('headphones')}</Tag>}
    </span>
  );
}

/** What of it wants attention before somebody is let in; nothing where all is well (CO3). */
export function DoorTroubles({ door }: { door: DoorFacts }) {
  const { troubles, skipped } = checkFindings(door);
  if (troubles.length === 0 && skipped.length === 0 && door.privacy.company === 'alone') return null;
  return (
    <span className={styles.tags}>
      <TroubleTags door={door} />
    </span>
  );
}

function TroubleTags({ door }: { door: DoorFacts }) {
  const i18n = useWords();
  const { troubles, skipped } = checkFindings(door);
  return (
    <>
      {troubles.map((check) => (
        <Tag key={check} tone="help" icon={<TriangleAlert />}>
          {i18n._('trouble: {check}', { check: checkName(i18n, check) })}
        </Tag>
      ))}
      {skipped.map((check) => (
        <Tag key={check} icon={<CircleDashed />}>
          {i18n._('not checked: {check}', { check: checkName(i18n, check) })}
        </Tag>
      ))}
      {door.privacy.company !== 'alone' && <Tag tone="help">{i18n._('others nearby')}</Tag>}
    </>
  );
}
