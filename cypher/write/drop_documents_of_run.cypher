// name: drop_documents_of_run
// Remove documents that only this run supports and that mention nothing any more.
// mode: write
// params: run: str
// returns: removed: int
MATCH (d:Document)
WHERE d.runs = [$run] AND NOT EXISTS { (d)-[:MENTIONS]->() }
DELETE d
RETURN count(*) AS removed
