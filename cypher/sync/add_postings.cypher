// name: add_postings
// Create Posting nodes that are known to be absent.
// mode: write
// params: rows: list
UNWIND $rows AS row
CREATE (n:Posting)
SET n = row.props
