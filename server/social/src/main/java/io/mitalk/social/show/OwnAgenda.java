package io.mitalk.social.show;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Immutable. An agenda that somebody keeps for other rooms, by a name of their own. */
record OwnAgenda(UUID id, String name, List<ShowView.SegmentView> segments, Instant keptAt) {}
