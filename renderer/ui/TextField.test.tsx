import { describe, expect, test } from 'vitest';
import { renderForTest } from './testRender.tsx';
import { TextField } from './TextField.tsx';

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
});
