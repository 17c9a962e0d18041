/** What the key of a closed vault is bound to, so that it opens for this account and this workstation alone (NB71). */
export const closingLabel = (staffId: string, workstation: string): string =>
  JSON.stringify(['circlewell.closing.1', staffId, workstation]);
