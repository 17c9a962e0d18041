import { useEffect, useState, type ReactNode } from 'react';
import styles from './LiveRegion.module.css';

/**
 * Reads out what comes into it, once and when there is time. It stands in the page before its contents do, because what
 * comes together with its region is not read out. Banners inside it take the role `note`, so that they are not read twice.
 */
export function LiveRegion({ children }: { children: ReactNode }) {
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  return (
    <div className={styles.region} aria-live="polite" aria-relevant="additions text">
      {isThere && children}
    </div>
  );
}
