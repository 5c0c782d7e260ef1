-- Claims that come one by one are decided as they come, in groups: each group is an import and a run of one partition, so
-- that there are very many of both. By which version of the document a batch was decided is then asked by the batch.
CREATE INDEX run_partition_by_batch ON poolbook.run_partition (consortium_id, batch_id);
