-- Who read and changed what is asked for by time, the latest first.
CREATE INDEX request_by_time ON poolbook.request (consortium_id, recorded_at);
CREATE INDEX access_by_time ON poolbook.access (consortium_id, recorded_at);
