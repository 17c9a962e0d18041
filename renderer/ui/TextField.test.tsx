import { describe, expect, test } from 'vitest';
import { renderForTest } from './testRender.tsx';
import { PassphraseAccountProvider, TextField } from './TextField.tsx';

const ignore = () => undefined;

describe('TextField', () => {
  test('CO75 lets the browser keep nothing that is typed, unless it says what it is', async () => {
    const plain = await renderForTest(<TextField label="Name in the room" value="" onChange={ignore} />);
    expect(plain.querySelector('input')?.autocomplete).toBe('off');
    const named = await renderForTest(
      <TextField label="Name" value="" onChange={ignore} autoComplete="username" />,
    );
    expect(named.querySelector('input')?.autocomplete).toBe('username');
  });

  test('CO75 says with a passphrase whose it is, unseen, so that no browser takes what was typed before it', async () => {
    const drawn = await renderForTest(
      <PassphraseAccountProvider value="lee.example">
        <TextField label="Yours" type="password" passphraseOf="account" value="" onChange={ignore} />
        <TextField
          label="Your new one"
          type="password"
          passphraseOf="account"
          value=""
          onChange={ignore}
          autoComplete="new-password"
        />
        <TextField label="A file’s" type="password" passphraseOf="file" value="" onChange={ignore} />
        <TextField label="Name" value="" onChange={ignore} />
      </PassphraseAccountProvider>,
    );
    const names = [...drawn.querySelectorAll<HTMLInputElement>('input[autocomplete=username]')];
    expect(names.map(({ value, hidden }) => ({ value, hidden }))).toEqual([
      { value: 'lee.example', hidden: true },
      { value: 'lee.example', hidden: true },
      { value: 'circlewell-file', hidden: true },
    ]);
  });

  test('CO75 leaves a sign-in with its own name alone', async () => {
    const drawn = await renderForTest(
      <TextField label="Passphrase" type="password" passphraseOf="account" value="" onChange={ignore} />,
    );
    expect(drawn.querySelectorAll('input')).toHaveLength(1);
  });
});
