import { createHmac } from "node:crypto";

/** What a LiveKit access token says about its holder; missing members take LiveKit's defaults. */
export interface Grants {
  room: string;
  identity: string;
  name?: string;
  metadata?: string;
  canPublish?: boolean;
  canSubscribe?: boolean;
  canPublishData?: boolean;
  roomAdmin?: boolean;
  canUpdateOwnMetadata?: boolean;
  hidden?: boolean;
  ttlSeconds?: number;
}

/** Signs a LiveKit access token (a JWT, HS256) with an operator's key. */
export function mintToken(key: string, secret: string, grants: Grants): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: key,
    sub: grants.identity,
    name: grants.name ?? grants.identity,
    metadata: grants.metadata,
    nbf: now - 5,
    exp: now + (grants.ttlSeconds ?? 1800),
    video: {
      room: grants.room,
      roomJoin: true,
      roomCreate: true,
      canPublish: grants.canPublish ?? true,
      canSubscribe: grants.canSubscribe ?? true,
      canPublishData: grants.canPublishData,
      roomAdmin: grants.roomAdmin ?? false,
      canUpdateOwnMetadata: grants.canUpdateOwnMetadata ?? false,
      hidden: grants.hidden ?? false,
    },
  };
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
