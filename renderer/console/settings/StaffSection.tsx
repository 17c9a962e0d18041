import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import type { StaffSignature } from '../../../src/protocol/api/credentials.ts';
import type { StaffEntry, StaffLinkReply } from '../../../src/protocol/api/staffLinks.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { dayAndTime } from '../../words/time.ts';
import { FreshLink } from '../app/FreshLink.tsx';
import { Section } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { roleWords } from '../app/RoleName.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { asCirclewellError } from '../model/query.ts';
import { canManage, rightsOf } from '../model/rights.ts';
import { AddStaffDialog } from './AddStaffDialog.tsx';
import { CredentialLine } from './CredentialLine.tsx';
import styles from './Settings.module.css';
import { SignatureDialog } from './SignatureDialog.tsx';
import { SignOutQuestion } from './SignOutQuestion.tsx';
import { questionWords, type Asked, type StaffQuestion } from './staffAsked.ts';
import { StaffMenu } from './StaffMenu.tsx';

/** The practice's staff accounts, and what those who manage them can do (CO35). */
export function StaffSection({ me }: { me: Me }) {
  const i18n = useWords();
  const { account, api, notices } = useServices();
  const { manageStaff } = rightsOf(me);
  const { view, query } = useQuery(api.staff);
  const { view: signatures, query: signatureQuery } = useQuery(api.staffSignatures);
  const signatureOf = (id: string): StaffSignature | null =>
    signatures.stage === 'ready'
      ? (signatures.value.signatures.find(({ staffId }) => staffId === id)?.signature ?? null)
      : null;
  const [isAdding, setAdding] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [fresh, setFresh] = useState<StaffLinkReply | null>(null);
  const run = (work: Promise<unknown>): void => {
    setAsked(null);
    work.then(
      () => {
        notices.add({ kind: 'told', what: 'saved' });
        void query.reload();
      },
      (error: unknown) => notices.add({ kind: 'refused', error: asCirclewellError(error) }),
    );
  };
  const makeLink = ({ id }: StaffEntry): void => run(api.makeStaffLink(id).then(setFresh));
  const answer = (question: StaffQuestion): void => {
    const { kind, staff } = question;
    switch (kind) {
      case 'role':
        return run(api.changeStaff(staff.id, { role: question.role }));
      case 'deactivate':
        return run(api.changeStaff(staff.id, { isActive: false }));
      case 'link':
        return makeLink(staff);
      case 'owner':
        return run(api.giveOwnership(staff.id, { keepsOwn: true }));
      case 'handOver':
        return run(api.giveOwnership(staff.id, { keepsOwn: false }).then(account.refresh));
      case 'endOwnership':
        return run(api.endOwnership(staff.id).then(account.refresh));
    }
  };
  const question = asked === null || asked.kind === 'signature' || asked.kind === 'signOut' ? null : asked;
  const words = question && questionWords(i18n, question, question.staff.id === me.staff.id);
  return (
    <Section title={i18n._('Staff accounts')}>
      <QueryPane view={view} onRetry={() => void query.reload()}>
        {({ staff: all }) => (
          <ul role="list" className={styles.staff}>
            {all.map((staff) => (
              <li key={staff.id} className={styles.person} data-staff-id={staff.id}>
                <Avatar id={staff.id} name={staff.displayName} />
                <div className={styles.who}>
                  <b>{staff.displayName}</b>
                  <span>
                    {roleWords(i18n, staff.role)} · {staff.accountName}
                  </span>
                  <CredentialLine credential={signatureOf(staff.id)?.credential ?? null} />
                  {staff.isActive && <LinkLine staff={staff} />}
                </div>
                {staff.isOwner && <Tag tone="accent">{i18n._('owner')}</Tag>}
                {!staff.isActive && <Tag>{i18n._('deactivated')}</Tag>}
                {canManage(me, staff) && (
                  <StaffMenu
                    me={me}
                    staff={staff}
                    hasSignatures={signatures.stage === 'ready'}
                    onAsk={setAsked}
                    onActivate={() => run(api.changeStaff(staff.id, { isActive: true }))}
                    onInvite={() => makeLink(staff)}
                    onRevoke={() => {
                      setFresh(null);
                      run(api.revokeStaffLink(staff.id));
                    }}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryPane>
      {fresh && (
        <FreshLink
          key={fresh.url}
          title={i18n._('Link for {name} to choose a passphrase', { name: fresh.staff.displayName })}
          hint={i18n._(
            'It is shown only now, opens once, and is good until {time}. Whoever has it can sign in as {name}: give it to them alone, by a way on which nobody else reads.',
            { name: fresh.staff.displayName, time: dayAndTime(i18n, fresh.expiresAt) },
          )}
          url={fresh.url}
          onDone={() => setFresh(null)}
        />
      )}
      {manageStaff && (
        <div>
          <Button icon={<UserPlus />} onPress={() => setAdding(true)}>
            {i18n._('Add an account')}
          </Button>
        </div>
      )}
      {isAdding && (
        <AddStaffDialog
          onClose={() => setAdding(false)}
          onAdded={(link) => {
            setFresh(link);
            void query.reload();
          }}
        />
      )}
      {question && words && (
        <ConfirmDialog
          isOpen
          title={words.title}
          confirmLabel={words.confirm}
          cancelLabel={words.cancel}
          tone={words.tone}
          onConfirm={() => answer(question)}
          onCancel={() => setAsked(null)}
        >
          {words.text}
        </ConfirmDialog>
      )}
      {asked?.kind === 'signature' && (
        <SignatureDialog
          staff={asked.staff}
          signature={signatureOf(asked.staff.id)}
          onClose={() => setAsked(null)}
          onSaved={() => void signatureQuery.reload()}
        />
      )}
      {asked?.kind === 'signOut' && <SignOutQuestion staff={asked.staff} onClose={() => setAsked(null)} />}
    </Section>
  );
}

/** Who has not chosen a passphrase: whether a link for it is out, and until when. */
function LinkLine({ staff: { hasPassphrase, link } }: { staff: StaffEntry }) {
  const i18n = useWords();
  if (link !== null)
    return (
      <span>
        {link.kind === 'invitation'
          ? i18n._('Invited; the link is good until {time}', { time: dayAndTime(i18n, link.expiresAt) })
          : i18n._('Link for a new passphrase, good until {time}', {
              time: dayAndTime(i18n, link.expiresAt),
            })}
      </span>
    );
  return hasPassphrase ? null : <span>{i18n._('Has no passphrase and no link')}</span>;
}
