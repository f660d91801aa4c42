-- When somebody spoke goes some time after the room; of rooms that ended before this was so, after ninety days too.
INSERT INTO db_deadline (kind, key, due, next_try)
SELECT 'room.speech', id::text, ended_at + interval '90 days', ended_at + interval '90 days'
FROM room_room WHERE ended_at IS NOT NULL
ON CONFLICT DO NOTHING;
