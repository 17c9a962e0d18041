import { X } from 'lucide-react';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useWords } from '../words/i18n.ts';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import styles from './ToastRegion.module.css';
import { createToasts, type ShownToast, type Toasts } from './toastStore.ts';

/** How long a toast that asks for nothing stays. */
const TOAST_MS = 8_000;

const ToastContext = createContext<Toasts | null>(null);

/** Shows toasts over everything inside it. Stands once around a page. */
export function ToastRegion({ children }: { children: ReactNode }) {
  const i18n = useWords();
  const [toasts] = useState(createToasts);
  const shown = useStore(toasts.store);
  return (
    <ToastContext value={toasts}>
      {children}
      <section
        className={styles.region}
        aria-label={i18n._('Messages')}
        aria-live="polite"
        data-react-aria-top-layer="true"
      >
        {shown.map((toast) => (
          <ToastView key={toast.id} toast={toast} toasts={toasts} />
        ))}
      </section>
    </ToastContext>
  );
}

/** `toasts.show({ text, action })`. */
export function useToasts(): Toasts {
  const toasts = useContext(ToastContext);
  if (toasts === null) throw new Error('No <UiRoot> around this component.');
  return toasts;
}

function ToastView({ toast, toasts }: { toast: ShownToast; toasts: Toasts }) {
  const i18n = useWords();
  const [isHeld, setHeld] = useState(false);
  const onClose = () => toasts.close(toast.id);
  const staysOpen = toast.action !== undefined || toast.tone === 'danger' || isHeld;

  useEffect(() => {
    if (staysOpen) return undefined;
    const timer = setTimeout(() => toasts.close(toast.id), TOAST_MS);
    return () => clearTimeout(timer);
  }, [staysOpen, toasts, toast.id]);

  return (
    <div
      className={styles.toast}
      data-tone={toast.tone ?? 'info'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p className={styles.text}>{toast.text}</p>
      {toast.action !== undefined && (
        <Button
          size="small"
          onPress={() => {
            toast.action?.onPress();
            onClose();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton label={i18n._('Dismiss')} icon={<X />} size="small" onPress={onClose} />
    </div>
  );
}
