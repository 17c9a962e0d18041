import { LifeBuoy } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../words/i18n.ts';
import { DoorLayout } from './DoorLayout.tsx';
import { SupportLine } from './SupportLine.tsx';

/**
 * Stands in for a page that broke while it was drawn (MP45): never an empty screen, and never a camera that runs behind
 * one. `onMishap` closes line and devices.
 */
export class MishapBoundary extends Component<
  { readonly children: ReactNode; readonly onMishap: () => void },
  { readonly isBroken: boolean }
> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override componentDidCatch(): void {
    this.props.onMishap();
  }

  override render(): ReactNode {
    return this.state.isBroken ? <Mishap /> : this.props.children;
  }
}

function Mishap() {
  const i18n = useWords();
  return (
    <DoorLayout
      icon={<LifeBuoy />}
      title={i18n._('Something went wrong on this page')}
      lead={i18n._(
        'It is not your fault. Your camera and microphone are off, and your seat is kept. Load the page again to come back.',
      )}
      actions={
        <Button variant="primary" isWide size="large" onPress={() => window.location.reload()}>
          {i18n._('Load again')}
        </Button>
      }
    >
      <SupportLine />
    </DoorLayout>
  );
}
