package io.mitalk.media.sfu;

/** Immutable. How a test's people spread over workers, the first of which is the room's home. */
enum Layout {
    /** One worker for all. */
    TOGETHER(1),
    /** Every second listener, the first one too, is on another worker. */
    LISTENERS_APART(2),
    /** So is every second speaker: packets go to the home and back. */
    SPEAKERS_APART(2);

    final int workers;

    Layout(int workers) {
        this.workers = workers;
    }

    /** Whether that one of the speakers or listeners is not at home. */
    boolean apart(boolean speaker, int nth) {
        return switch (this) {
            case TOGETHER -> false;
            case LISTENERS_APART -> !speaker && nth % 2 == 0;
            case SPEAKERS_APART -> nth % 2 == 0;
        };
    }
}
