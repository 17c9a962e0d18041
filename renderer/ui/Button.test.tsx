import { describe, expect, test, vi } from 'vitest';
import { Button } from './Button.tsx';
import { buttonNamed, press, renderForTest } from './testRender.tsx';

describe('Button', () => {
  test('an action that is impossible now is undefined, and the button is disabled', async () => {
    const root = await renderForTest(<Button onPress={undefined}>Share</Button>);
    expect(buttonNamed(root, 'Share').disabled).toBe(true);
  });

  test('without an action of its own, as in a trigger or a form, it is enabled', async () => {
    expect(buttonNamed(await renderForTest(<Button>Open</Button>), 'Open').disabled).toBe(false);
    const submit = await renderForTest(
      <Button type="submit" onPress={undefined}>
        Send
      </Button>,
    );
    expect(buttonNamed(submit, 'Send').disabled).toBe(false);
  });

  test('presses, and says whether it is on', async () => {
    const onPress = vi.fn();
    const root = await renderForTest(
      <Button onPress={onPress} isPressed keyHint="M" aria-label="Mute">
        Mute
      </Button>,
    );
    const button = buttonNamed(root, 'Mute');
    expect(button.getAttribute('aria-pressed')).toBe('true');
    await press(button);
    expect(onPress).toHaveBeenCalledOnce();
  });
});
