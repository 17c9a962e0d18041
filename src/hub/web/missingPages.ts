/** What a person sees who opens a hub whose pages were never built. Without style or script: the policy allows none. */
export const MISSING_PAGES = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Circlewell</title>
  </head>
  <body>
    <h1>Circlewell's pages are not here yet</h1>
    <p>The hub is running, but its pages have not been built.</p>
    <p>Whoever runs it: stop it, run <code>npm run build</code> in the project's folder, and start it again.</p>
    <p lang="es">El servidor está en marcha, pero falta preparar sus páginas. Avise a quien lo administra.</p>
  </body>
</html>
`;
