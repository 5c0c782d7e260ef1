-- What a witness has signed stays: a checkpoint that was co-signed is never taken out, and neither are its signatures.
REVOKE DELETE ON poolbook.cosignature FROM poolbook_app;
DROP POLICY remover ON poolbook.cosignature;
