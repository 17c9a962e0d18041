import { useState } from 'react';
import { useWords } from '../words/i18n.ts';
import { Select } from './Select.tsx';
import { readTheme, setTheme, THEMES, type Theme } from './theme.ts';

/** Chooses light or dark, or what the machine says. */
export function ThemeToggle() {
  const i18n = useWords();
  const [theme, setShown] = useState(readTheme);
  const labels: Readonly<Record<Theme, string>> = {
    system: i18n._('As on this device'),
    light: i18n._('Light'),
    dark: i18n._('Dark'),
  };
  return (
    <Select
      label={i18n._('Colors')}
      options={THEMES.map((id) => ({ id, label: labels[id] }))}
      value={theme}
      onChange={(chosen) => {
        setTheme(chosen);
        setShown(chosen);
      }}
    />
  );
}
