package io.mitalk.livekit.data;

/** Immutable. A participant of a test; with or without leave to send data. */
record Somebody(String sid, boolean maySendData) implements Standing {

    @Override
    public String identity() {
        return sid;
    }

    @Override
    public boolean hidden() {
        return false;
    }

    @Override
    public boolean agent() {
        return false;
    }

    @Override
    public void dataLost() {
        throw new AssertionError("nobody gave " + sid + " up");
    }
}
