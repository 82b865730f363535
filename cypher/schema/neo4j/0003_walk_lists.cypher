// Neighbours and running sums per node, apart from the nodes: hubs have thousands, and whoever reads
// an occupation must not carry them along.
CREATE CONSTRAINT walk_list_key IF NOT EXISTS FOR (n:WalkList) REQUIRE n.key IS UNIQUE;
