"""A participant on LiveKit's Python SDK, alone in its process; started by src/python-peer.ts.

Reads commands as lines of JSON, {"id", "command", "params"}, and answers each with a line {"id", "value"} or
{"id", "error"}; what happens in the room is reported as lines {"event", …}.
"""

import asyncio
import json
import math
import sys

from livekit import api, rtc

SAMPLE_RATE = 48_000
FRAME = SAMPLE_RATE // 100
LOUDNESS = 10_000


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
        self.room.on("track_subscribed", self.subscribed)
        self.room.on("data_received", self.received)
        self.room.on("participant_disconnected", self.left)

    def subscribed(self, track, publication, participant) -> None:
        self.tracks[participant.identity] = track
        say({"event": "trackSubscribed", "identity": participant.identity})

    def received(self, packet) -> None:
        sender = packet.participant.identity if packet.participant else ""
        say({"event": "data", "identity": sender, "value": packet.data.decode(), "topic": packet.topic or ""})

    def left(self, participant) -> None:
        say({"event": "participantDisconnected", "identity": participant.identity})

    async def connect(self, url: str, token: str) -> dict:
        await self.room.connect(url, token)
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

    async def answer_rpc(self, method: str) -> None:
        async def echo(data: rtc.RpcInvocationData) -> str:
            return f"{data.caller_identity}: {data.payload}"

        self.room.local_participant.register_rpc_method(method, echo)

    async def call(self, to: str, method: str, payload: str) -> str:
        return await self.room.local_participant.perform_rpc(
            destination_identity=to, method=method, payload=payload
        )

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
    reader = asyncio.StreamReader()
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
