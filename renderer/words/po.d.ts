/** A catalogue, compiled by @lingui/vite-plugin when it is imported. */
declare module '*.po' {
  export const messages: import('@lingui/core').Messages;
}
