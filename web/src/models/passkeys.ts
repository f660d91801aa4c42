/** Options and credentials travel as the browser's own JSON (WebAuthn 3, 5.1.8 to 5.1.10). */
type Json = Record<string, unknown>;

export type PasskeyTrouble =
  /** The person closed the browser's question, or it timed out: nothing to complain about. */
  | "cancelled"
  /** This device already holds a passkey of this account. */
  | "already"
  | "failed";

export class PasskeyError extends Error {
  readonly trouble: PasskeyTrouble;

  constructor(trouble: PasskeyTrouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

/** Whether this browser can make and use passkeys at this address. */
export function passkeysWork(): boolean {
  return typeof PublicKeyCredential !== "undefined" && window.isSecureContext;
}

/** Whether the browser offers passkeys inside the e-mail field. */
export async function passkeysInFields(): Promise<boolean> {
  if (!passkeysWork()) return false;
  return (await PublicKeyCredential.isConditionalMediationAvailable?.().catch(() => false)) ?? false;
}

/** Makes a passkey; rejects with PasskeyError. */
export async function createPasskey(options: Json): Promise<Json> {
  try {
    const made = await navigator.credentials.create({ publicKey: creationOptions(options) });
    return credentialJson(made as PublicKeyCredential);
  } catch (error) {
    throw asPasskeyError(error);
  }
}

/** Asks for a passkey: at once, or inside the e-mail field until the signal ends it; rejects with PasskeyError. */
export async function askPasskey(options: Json, signal?: AbortSignal): Promise<Json> {
  try {
    const given = await navigator.credentials.get({
      publicKey: requestOptions(options),
      ...(signal ? { signal, mediation: "conditional" as const } : {}),
    });
    return credentialJson(given as PublicKeyCredential);
  } catch (error) {
    throw asPasskeyError(error);
  }
}

function asPasskeyError(error: unknown): PasskeyError {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "AbortError") return new PasskeyError("cancelled");
  return new PasskeyError(name === "InvalidStateError" ? "already" : "failed");
}

function creationOptions(json: Json): PublicKeyCredentialCreationOptions {
  const ready = PublicKeyCredential.parseCreationOptionsFromJSON;
  if (ready) return ready.call(PublicKeyCredential, json as never);
  const user = json.user as Json;
  return {
    ...json,
    challenge: bytesOf(json.challenge),
    user: { ...user, id: bytesOf(user.id) },
    excludeCredentials: descriptors(json.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
}

function requestOptions(json: Json): PublicKeyCredentialRequestOptions {
  const ready = PublicKeyCredential.parseRequestOptionsFromJSON;
  if (ready) return ready.call(PublicKeyCredential, json as never);
  return {
    ...json,
    challenge: bytesOf(json.challenge),
    allowCredentials: descriptors(json.allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions;
}

function descriptors(list: unknown): unknown[] {
  return Array.isArray(list) ? list.map((one: Json) => ({ ...one, id: bytesOf(one.id) })) : [];
}

function credentialJson(credential: PublicKeyCredential): Json {
  if (typeof credential.toJSON === "function") return credential.toJSON() as Json;
  const { id, rawId, type, response, authenticatorAttachment } = credential;
  const answer: Json = { clientDataJSON: textOf(response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"] as const) {
    const bytes = (response as unknown as Record<string, unknown>)[part];
    if (bytes instanceof ArrayBuffer) answer[part] = textOf(bytes);
  }
  if (response instanceof AuthenticatorAttestationResponse)
    answer.transports = response.getTransports?.() ?? [];
  return {
    id,
    rawId: textOf(rawId),
    type,
    response: answer,
    ...(authenticatorAttachment ? { authenticatorAttachment } : {}),
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

/** Base64url without padding (RFC 4648, section 5). */
export function textOf(buffer: ArrayBuffer): string {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The bytes of base64url text (RFC 4648, section 5). */
export function bytesOf(text: unknown): Uint8Array<ArrayBuffer> {
  const binary = atob(String(text).replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
