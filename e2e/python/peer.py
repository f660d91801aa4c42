"""A participant on LiveKit's Python SDK, alone in its process; started by src/python-peer.ts.

Reads commands as lines of JSON, {"id", "command", "params"}, and answers each with a line {"id", "value"} or
{"id", "error"}; what happens in the room is reported as lines {"event", …}.
"""

import asyncio
import hashlib
import json
import math
import random
import sys

from livekit import api, rtc

SAMPLE_RATE = 48_000
FRAME = SAMPLE_RATE // 100
LOUDNESS = 10_000
PIECE = 64 * 1024
LINE = 1024 * 1024


def say(line: dict) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def loudest(samples: list[int]) -> dict:
    """The frequency between 100 and 1000 Hz that is strongest, in steps of 10 Hz, and the RMS of all."""
    best, power = 0, 0.0
    for hz in range(100, 1001, 10):
        turn = 2 * math.pi * hz / SAMPLE_RATE
        real = sum(value * math.cos(turn * at) for at, value in enumerate(samples))
        imaginary = sum(value * math.sin(turn * at) for at, value in enumerate(samples))
        found = real * real + imaginary * imaginary
        if found > power:
            best, power = hz, found
    rms = math.sqrt(sum(value * value for value in samples) / max(1, len(samples))) / 32_768
    return {"hz": best, "rms": rms}


class Peer:
    def __init__(self) -> None:
        self.room = rtc.Room()
        self.tracks: dict[str, rtc.RemoteTrack] = {}
        self.feeding: asyncio.Task | None = None
        self.reading: set[asyncio.Task] = set()
        self.room.on("track_subscribed", self.subscribed)
        self.room.on("data_received", self.received)
        self.room.on("participant_disconnected", self.left)
        self.room.on("track_unpublished", self.unpublished)
        self.room.on("reconnecting", lambda: say({"event": "reconnecting"}))
        self.room.on("reconnected", lambda: say({"event": "reconnected"}))
        self.room.on("disconnected", self.disconnected)

    def subscribed(self, track, publication, participant) -> None:
        self.tracks[participant.identity] = track
        say({"event": "trackSubscribed", "identity": participant.identity})

    def received(self, packet) -> None:
        sender = packet.participant.identity if packet.participant else ""
        say({"event": "data", "identity": sender, "value": packet.data.decode(), "topic": packet.topic or ""})

    def left(self, participant) -> None:
        say({"event": "participantDisconnected", "identity": participant.identity})

    def unpublished(self, publication, participant) -> None:
        say({"event": "trackUnpublished", "identity": participant.identity})

    def disconnected(self, reason) -> None:
        say({"event": "disconnected", "value": rtc.DisconnectReason.Name(reason)})

    async def connect(self, url: str, token: str, single: bool) -> dict:
        await self.room.connect(url, token, rtc.RoomOptions(single_peer_connection=single))
        return {"sid": self.room.local_participant.sid, "room": self.room.name}

    async def publish_tone(self, hz: int) -> str:
        source = rtc.AudioSource(SAMPLE_RATE, 1)
        track = rtc.LocalAudioTrack.create_audio_track("tone", source)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        publication = await self.room.local_participant.publish_track(track, options)
        self.feeding = asyncio.create_task(self.feed(source, hz))
        return publication.sid

    async def feed(self, source: rtc.AudioSource, hz: int) -> None:
        at = 0
        while True:
            frame = rtc.AudioFrame.create(SAMPLE_RATE, 1, FRAME)
            for i in range(FRAME):
                frame.data[i] = int(LOUDNESS * math.sin(2 * math.pi * hz * (at + i) / SAMPLE_RATE))
            at += FRAME
            await source.capture_frame(frame)

    async def hear(self, identity: str) -> dict | None:
        """100 ms of a participant's track from now on; None while there is none."""
        track = self.tracks.get(identity)
        if track is None:
            return None
        stream = rtc.AudioStream(track, sample_rate=SAMPLE_RATE, num_channels=1)
        samples: list[int] = []
        async for event in stream:
            samples.extend(event.frame.data)
            if len(samples) >= SAMPLE_RATE // 10:
                break
        await stream.aclose()
        return loudest(samples)

    async def others(self) -> list[str]:
        return [other.identity for other in self.room.remote_participants.values()]

    async def publish_data(self, text: str, to: list[str], topic: str) -> None:
        await self.room.local_participant.publish_data(
            text, reliable=True, destination_identities=to, topic=topic
        )

    async def publish_many(self, topic: str, count: int, size: int) -> None:
        """Messages whose text begins with their number, from 0 on."""
        for number in range(count):
            text = f"{number} ".ljust(size, "x")
            await self.room.local_participant.publish_data(text, reliable=True, topic=topic)
            await asyncio.sleep(0.01)

    async def read_streams(self, topic: str) -> None:
        """From now on streams of this topic are read, and told when they end."""

        async def read(reader, identity: str) -> None:
            digest, size = hashlib.sha256(), 0
            async for piece in reader:
                data = piece.encode() if isinstance(piece, str) else piece
                digest.update(data)
                size += len(data)
            line = {"event": "stream", "identity": identity, "topic": topic}
            say({**line, "value": digest.hexdigest(), "bytes": size})

        def start(reader, identity: str) -> None:
            task = asyncio.create_task(read(reader, identity))
            self.reading.add(task)
            task.add_done_callback(self.reading.discard)

        self.room.register_text_stream_handler(topic, start)
        self.room.register_byte_stream_handler(topic, start)

    async def send_text(self, text: str, topic: str) -> None:
        await self.room.local_participant.send_text(text, topic=topic)

    async def send_noise(self, size: int, topic: str, to: list[str]) -> str:
        """A byte stream that does not compress; answers with its SHA-256."""
        data = random.Random(size).randbytes(size)
        writer = await self.room.local_participant.stream_bytes(
            "noise", total_size=size, topic=topic, destination_identities=to
        )
        for at in range(0, size, PIECE):
            await writer.write(data[at : at + PIECE])
        await writer.aclose()
        return hashlib.sha256(data).hexdigest()

    async def simulate(self, scenario: str) -> None:
        await self.room.simulate_scenario(rtc.SimulateScenarioKind.Value(scenario))

    async def answer_rpc(self, method: str) -> None:
        async def echo(data: rtc.RpcInvocationData) -> str:
            return f"{data.caller_identity}: {data.payload}"

        self.room.local_participant.register_rpc_method(method, echo)

    async def call(self, to: str, method: str, payload: str) -> dict:
        try:
            answer = await self.room.local_participant.perform_rpc(
                destination_identity=to, method=method, payload=payload
            )
        except rtc.RpcError as error:
            return {"code": error.code}
        return {"payload": answer}

    async def may_publish(self, url: str, key: str, secret: str, room: str, identity: str, may: bool) -> None:
        """The server API: somebody may publish, or may not any more."""
        client = api.LiveKitAPI(url, key, secret)
        permission = api.ParticipantPermission(can_subscribe=True, can_publish=may, can_publish_data=may)
        try:
            await client.room.update_participant(
                api.UpdateParticipantRequest(room=room, identity=identity, permission=permission)
            )
        finally:
            await client.aclose()

    async def rooms(self, url: str, key: str, secret: str, name: str) -> dict:
        """The server API: a room is made, looked at and ended."""
        client = api.LiveKitAPI(url, key, secret)
        try:
            made = await client.room.create_room(api.CreateRoomRequest(name=name, metadata="from Python"))
            listed = await client.room.list_rooms(api.ListRoomsRequest(names=[name]))
            people = await client.room.list_participants(api.ListParticipantsRequest(room=name))
            await client.room.delete_room(api.DeleteRoomRequest(room=name))
            after = await client.room.list_rooms(api.ListRoomsRequest(names=[name]))
        finally:
            await client.aclose()
        return {
            "metadata": made.metadata,
            "listed": [room.name for room in listed.rooms],
            "participants": [person.identity for person in people.participants],
            "after": len(after.rooms),
        }

    async def disconnect(self) -> None:
        if self.feeding:
            self.feeding.cancel()
        await self.room.disconnect()


async def lines():
    reader = asyncio.StreamReader(limit=LINE)
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
    while line := await reader.readline():
        yield json.loads(line)


async def run(peer: Peer, request: dict) -> None:
    try:
        value = await getattr(peer, request["command"])(**request["params"])
        say({"id": request["id"], "value": value})
    except Exception as error:  # whatever went wrong is the caller's to judge
        say({"id": request["id"], "error": repr(error)})


async def main() -> None:
    peer = Peer()
    running = set()
    async for request in lines():
        task = asyncio.create_task(run(peer, request))
        running.add(task)
        task.add_done_callback(running.discard)


asyncio.run(main())
