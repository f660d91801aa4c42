import { createSocket, type Socket as UdpSocket } from "node:dgram";
import { connect, createServer, type Server, type Socket } from "node:net";

/** A cable between a browser and the server under test, for signalling (TCP) and media (UDP), that can be pulled. */
export class Relay {
  readonly #listener: Server;
  readonly #front: UdpSocket;
  readonly #sockets = new Set<Socket>();
  readonly #flows = new Map<number, UdpSocket>();
  #isCut = false;

  private constructor(
    readonly httpPort: number,
    readonly mediaPort: number,
  ) {
    this.#listener = createServer((socket) => this.#accept(socket));
    this.#front = createSocket("udp4");
    this.#front.on("message", (datagram, from) => {
      if (!this.#isCut) this.#flow(from.port).send(datagram, this.mediaPort, "127.0.0.1");
    });
  }

  static async start(httpPort: number, mediaPort: number): Promise<Relay> {
    const relay = new Relay(httpPort, mediaPort);
    await new Promise<void>((ready) => relay.#listener.listen(0, "127.0.0.1", ready));
    await new Promise<void>((ready) => relay.#front.bind(0, "127.0.0.1", ready));
    return relay;
  }

  /** Where browsers find the signalling. */
  get frontHttpPort(): number {
    const address = this.#listener.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  /** Where browsers find the media. */
  get frontMediaPort(): number {
    return this.#front.address().port;
  }

  /** Pulls the cable: connections break, new ones too, datagrams vanish. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Plugs it in again; the server sees the media come from new ports, as after a change of network. */
  restore(): void {
    this.#closeFlows();
    this.#isCut = false;
  }

  async end(): Promise<void> {
    this.cut();
    this.#closeFlows();
    await new Promise<void>((closed) => this.#front.close(closed));
    await new Promise<void>((closed) => this.#listener.close(() => closed()));
  }

  #accept(socket: Socket): void {
    if (this.#isCut) {
      socket.destroy();
      return;
    }
    const upstream = connect(this.httpPort, "127.0.0.1");
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      this.#sockets.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
  }

  #flow(clientPort: number): UdpSocket {
    const known = this.#flows.get(clientPort);
    if (known) return known;
    const flow = createSocket("udp4");
    flow.on("message", (datagram) => {
      if (!this.#isCut) this.#front.send(datagram, clientPort, "127.0.0.1");
    });
    this.#flows.set(clientPort, flow);
    return flow;
  }

  #closeFlows(): void {
    for (const flow of this.#flows.values()) flow.close();
    this.#flows.clear();
  }
}
