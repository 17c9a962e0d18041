// @ts-check

/** Our own folders that code of a run-time may be in. */
const HUB = '^src/hub/';
const RENDERER = '^renderer/';
const ELECTRON = '^electron/';
const OURS = '^(src|renderer|electron)/';

/**
 * Who may import whom, checked by `npm run borders`. Tests are left out: they may reach for a fake or a fixture
 * anywhere.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two modules that need one another are one module, or miss a third below them.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'protocol-imports-nothing-of-ours',
      comment: 'The protocol is read by every part; a rule that it needs belongs in src/domain.',
      severity: 'error',
      from: { path: '^src/protocol/' },
      to: { path: OURS, pathNot: '^src/protocol/' },
    },
    {
      name: 'domain-imports-protocol',
      comment: 'The rules are pure: they know messages, never who carries or shows them.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { path: OURS, pathNot: '^src/(domain|protocol)/' },
    },
    {
      name: 'domain-and-protocol-do-no-io',
      comment: 'No Node, no DOM helpers: the same code runs in the hub and in every browser.',
      severity: 'error',
      from: { path: '^src/(domain|protocol)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'hub-stays-inside',
      comment: 'The hub imports domain and protocol; windows and screens talk to it over the wire.',
      severity: 'error',
      from: { path: HUB },
      to: { path: OURS, pathNot: '^src/' },
    },
    {
      name: 'renderer-stays-inside',
      comment: 'A screen talks to the hub over the wire and to Electron through renderer/platform.',
      severity: 'error',
      from: { path: RENDERER },
      to: { path: OURS, pathNot: '^(renderer|src/(domain|protocol))/' },
    },
    {
      name: 'electron-stays-inside',
      comment: 'The shell starts the hub as a process and shows the renderer as files; it imports neither.',
      severity: 'error',
      from: { path: ELECTRON },
      to: { path: OURS, pathNot: '^(electron|src/protocol)/' },
    },
    {
      name: 'members-and-console-apart',
      comment: 'What the member page and the console share lives in renderer/live, ui, words or platform.',
      severity: 'error',
      from: { path: '^renderer/(console|member)/' },
      to: { path: '^renderer/(console|member)/', pathNot: '^renderer/$1/' },
    },
    {
      name: 'screens-on-top',
      comment: 'What every screen uses knows no screen.',
      severity: 'error',
      from: { path: '^renderer/(live|notebook|ui|words|platform)/' },
      to: { path: '^renderer/(console|member)/' },
    },
    {
      name: 'notes-are-for-staff',
      comment: 'Nothing of the notebook is in what a member loads.',
      severity: 'error',
      from: { path: '^renderer/(member|live|ui|words|platform)/' },
      to: { path: '^renderer/notebook/' },
    },
    {
      name: 'live-has-no-react',
      comment: 'Media, mirrored state and the notebook are tested, and run, without React.',
      severity: 'error',
      from: { path: '^renderer/(live|notebook)/' },
      to: {
        path: '(^|/)node_modules/(react|react-dom|react-aria-components|@tanstack/react-router|@lingui/react)/',
      },
    },
    {
      name: 'electron-only-in-the-shell',
      comment: 'Everything else runs where there is no Electron.',
      severity: 'error',
      from: { path: '^(src|renderer)/' },
      to: { path: '^electron$|(^|/)node_modules/electron(-store)?/' },
    },
    {
      name: 'hub-runs-on-dependencies',
      comment: 'The hub runs unbundled too, where only `dependencies` are installed.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/hub/vite[.]config[.]ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-undeclared',
      comment: 'A package that is not in package.json is there by luck.',
      severity: 'error',
      from: { path: OURS },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'nothing-unresolved',
      comment: 'A path that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['[.]test[.]tsx?$', '^tests/', '[.]module[.]css$', '[.]css$'] },
    moduleSystems: ['es6', 'cjs'],
    builtInModules: { add: ['electron'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
