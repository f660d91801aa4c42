/** What a rtc-node participant can do with data messages, streams and calls; commands of `peer-process.ts`. */
import { createHash } from "node:crypto";
import { type Room, RoomEvent, RpcError } from "@livekit/rtc-node";

type Params = Record<string, unknown>;

/** Messages of one topic in the order in which they came. */
export interface Received {
  from: string;
  reliable: boolean;
  bytes: number;
  /** The number that `publish` writes into the first four bytes. */
  number: number;
}

/** A stream that was read to its end, or broke. */
export interface Streamed {
  from: string;
  topic: string;
  bytes: number;
  sha256: string;
  complete: boolean;
}

/** What came of a call. */
export interface Called {
  payload?: string;
  code?: number;
}

/** Bytes that do not compress, the same on both ends. */
export function noise(bytes: number): Uint8Array {
  const data = new Uint8Array(bytes);
  let state = 0x2545f491;
  for (let i = 0; i < bytes; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    data[i] = state;
  }
  return data;
}

export function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Reads a stream as far as it comes. */
async function readStream(pieces: AsyncIterable<Uint8Array | string>) {
  const hash = createHash("sha256");
  let bytes = 0;
  const result = (complete: boolean) => ({ bytes, sha256: hash.digest("hex"), complete });
  try {
    for await (const piece of pieces) {
      hash.update(piece);
      bytes += Buffer.byteLength(piece);
    }
    return result(true);
  } catch {
    return result(false);
  }
}

const PIECE = 64 * 1024;

export function dataCommands(
  room: Room,
  report: (event: string, detail: { identity?: string; value?: string }) => void,
): Record<string, (params: Params) => Promise<unknown>> {
  const received = new Map<string, Received[]>();
  const streams: Streamed[] = [];
  const destinations = (to: unknown) => (to === undefined ? {} : { destination_identities: [to as string] });
  room.on(RoomEvent.DataReceived, (payload, participant, kind, topic) => {
    const seen = received.get(topic ?? "") ?? [];
    received.set(topic ?? "", seen);
    const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
    seen.push({
      from: participant?.identity ?? "",
      reliable: kind === 1,
      bytes: payload.byteLength,
      number: payload.byteLength >= 4 ? view.getUint32(0) : -1,
    });
  });
  return {
    async publish({ topic, count, bytes, reliable, to, everyMs, from }) {
      for (let number = 0; number < (count as number); number++) {
        const payload = new Uint8Array((bytes as number) ?? 4).fill(number);
        new DataView(payload.buffer).setUint32(0, number + ((from as number) ?? 0));
        await room.localParticipant!.publishData(payload, {
          reliable: reliable !== false,
          topic: topic as string,
          ...destinations(to),
        });
        if (everyMs !== undefined) await new Promise((done) => setTimeout(done, everyMs as number));
      }
    },
    async received({ topic }) {
      return received.get(topic as string) ?? [];
    },
    /** From now on streams of this topic are read. */
    async readStreams({ topic }) {
      const read = (pieces: AsyncIterable<Uint8Array | string>, { identity }: { identity: string }) => {
        report("streamOpened", { identity, value: topic as string });
        void readStream(pieces).then((result) =>
          streams.push({ from: identity, topic: topic as string, ...result }),
        );
      };
      room.registerTextStreamHandler(topic as string, read);
      room.registerByteStreamHandler(topic as string, read);
    },
    async streams() {
      return streams;
    },
    async sendText({ topic, text }) {
      await room.localParticipant!.sendText(text as string, { topic: topic as string });
    },
    async sendNoise({ topic, bytes, to }) {
      const data = noise(bytes as number);
      const writer = await room.localParticipant!.streamBytes({
        topic: topic as string,
        totalSize: data.byteLength,
        ...(to === undefined ? {} : { destinationIdentities: [to as string] }),
      });
      for (let at = 0; at < data.byteLength; at += PIECE) await writer.write(data.subarray(at, at + PIECE));
      await writer.close();
    },
    /** Opens a stream, writes to it and leaves it open. */
    async beginText({ topic, text }) {
      const writer = await room.localParticipant!.streamText({ topic: topic as string });
      await writer.write(text as string);
    },
    async answerCalls({ method }) {
      room.localParticipant!.registerRpcMethod(method as string, async ({ payload, callerIdentity }) =>
        method === "length" ? String(payload.length) : `${callerIdentity}: ${payload}`,
      );
    },
    async call({ to, method, payload, size, timeoutMs }): Promise<Called> {
      try {
        const answer = await room.localParticipant!.performRpc({
          destinationIdentity: to as string,
          method: method as string,
          payload: (payload as string) ?? "x".repeat(size as number),
          ...(timeoutMs === undefined ? {} : { responseTimeout: timeoutMs as number }),
        });
        return { payload: answer };
      } catch (error) {
        if (error instanceof RpcError) return { code: Number(error.code) };
        throw error;
      }
    },
  };
}
