/** The protocol's version. A client and a hub that differ in it do not talk: the client is told to reload. */
export const PROTOCOL_VERSION = 2;
