-- Claims are listed by the day on which they were received, the latest first. Claims come in mostly in that order, so that
-- the index grows at one end. Every other search goes by keys that are there.
CREATE INDEX claim_by_received ON poolbook.claim (consortium_id, received_day, claim_id);
