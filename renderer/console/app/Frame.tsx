import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import {
  BookOpen,
  CalendarDays,
  ClipboardList,
  CloudOff,
  LockKeyhole,
  LogOut,
  NotebookPen,
  Settings,
  Users,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { mayRole } from '../../../src/domain/notes/noteRights.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useWords } from '../../words/i18n.ts';
import { HubAwayBanner } from '../away/HubAwayBanner.tsx';
import { EmergencyBanners } from '../emergency/EmergencyBanners.tsx';
import { lockKeySign } from '../lock/lockKey.ts';
import { NotebookBadge } from '../notebook/NotebookBadge.tsx';
import { NotebookBanners } from '../notebook/NotebookBanners.tsx';
import { OwnNotices } from '../ownNotices/OwnNotices.tsx';
import { ShellBanners } from '../shell/ShellBanners.tsx';
import { CannotSaveBanner } from './CannotSaveBanner.tsx';
import { RoleName } from './RoleName.tsx';
import styles from './Frame.module.css';
import { useIsHubAway, useMe, useServices } from './services.ts';
import { useMediaQuery } from './useMediaQuery.ts';

type Place = {
  readonly to: '/today' | '/groups' | '/notes' | '/library' | '/reports' | '/settings';
  readonly label: string;
  readonly icon: ReactNode;
  /** Holds nothing that is kept without the hub (NB63). */
  readonly needsHub?: true;
};

/** The console around a place: the side navigation and, beside it, the place itself (CO1). */
export function Frame() {
  const i18n = useWords();
  const me = useMe();
  const { account, lock } = useServices();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const isAway = useIsHubAway();
  const isNarrow = useMediaQuery('(width < 48rem)');
  const places: readonly Place[] = [
    { to: '/today', label: i18n._('Today'), icon: <CalendarDays aria-hidden /> },
    { to: '/groups', label: i18n._('Groups'), icon: <Users aria-hidden /> },
    ...(mayRole(me.staff.role, 'read')
      ? [{ to: '/notes' as const, label: i18n._('Notes'), icon: <NotebookPen aria-hidden /> }]
      : []),
    { to: '/library', label: i18n._('Library'), icon: <BookOpen aria-hidden />, needsHub: true },
    { to: '/reports', label: i18n._('Reports'), icon: <ClipboardList aria-hidden />, needsHub: true },
    { to: '/settings', label: i18n._('Settings'), icon: <Settings aria-hidden />, needsHub: true },
  ];
  const signOut = (): void => {
    void account.signOut().then(
      () => navigate({ to: '/sign-in' }),
      () => undefined,
    );
  };
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#place">
        {i18n._('Skip to the content')}
      </a>
      <nav className={styles.side} aria-label={i18n._('Places')}>
        <p className={styles.practice}>{me.practiceName}</p>
        <ul role="list" className={styles.places}>
          {places.map((place) => (
            <li key={place.to}>
              <Link
                to={place.to}
                className={styles.place}
                aria-current={pathname.startsWith(place.to) ? 'page' : undefined}
              >
                {isAway && place.needsHub ? <CloudOff aria-hidden /> : place.icon}
                <span>{place.label}</span>
                {isAway && place.needsHub && <VisuallyHidden>{i18n._('(needs the hub)')}</VisuallyHidden>}
              </Link>
            </li>
          ))}
        </ul>
        {!isNarrow && (
          <div className={styles.notebook}>
            <NotebookBadge />
          </div>
        )}
        <div className={styles.me}>
          <Avatar id={me.staff.id} name={me.staff.displayName} size="small" />
          <span className={styles.who}>
            <b>{me.staff.displayName}</b>
            <span>
              <RoleName role={me.staff.role} />
            </span>
          </span>
          <span className={styles.exits}>
            <IconButton
              label={i18n._('Lock')}
              icon={<LockKeyhole />}
              onPress={lock.lockNow}
              keyHint={lockKeySign()}
              size="small"
            />
            <IconButton label={i18n._('Sign out')} icon={<LogOut />} onPress={signOut} size="small" />
          </span>
        </div>
      </nav>
      <main id="place" className={styles.content} tabIndex={-1}>
        {isNarrow && <NotebookBadge />}
        <HubAwayBanner />
        <ShellBanners />
        <CannotSaveBanner />
        <OwnNotices />
        <EmergencyBanners />
        <NotebookBanners />
        <Outlet />
      </main>
    </div>
  );
}
