//! The tokens of a text column as a trie, and the cheapest way to cut a string into them.

/// What a token without a code is taken to cost, in bits.
const DEAR: u32 = 26;

const NONE: u32 = u32::MAX;

/// Children that are quicker looked through than searched.
const FEW: usize = 8;

/// The best cut of the rest of a string: what all of it costs, its first token, and where that ends.
#[derive(Clone, Copy, Default)]
pub(super) struct Choice {
    cost: u32,
    token: u32,
    end: u32,
}

#[derive(Clone, Copy)]
struct Node {
    /// The token that ends here, or [`NONE`]
    token: u32,
    cost: u32,
    /// Its children, which are numbered one after another
    first: u32,
    children: u32,
}

/// Nodes level by level: the root, the single characters in their order, and so on. So all that a step down looks at
/// lies together, and most of it in the nearest caches.
pub(super) struct Trie {
    nodes: Vec<Node>,
    /// The symbol that leads to each node
    symbols: Vec<u32>,
}

impl Trie {
    /// The trie of tokens by how each is spelled: each symbol is a token by itself. What is not spelled is never cut.
    pub(super) fn of(spelled: &[Vec<u32>]) -> Self {
        let mut order: Vec<u32> = (0..spelled.len() as u32).collect();
        order.sort_unstable_by(|a, b| spelled[*a as usize].cmp(&spelled[*b as usize]).then(a.cmp(b)));
        let mut trie = Self {
            nodes: Vec::new(),
            symbols: vec![NONE],
        };
        // The tokens that begin with each node's spelling, and how long that is.
        let mut below = vec![(order.as_slice(), 0)];
        while let Some((tokens, depth)) = below.get(trie.nodes.len()).copied() {
            let ends = |token: &&u32| spelled[**token as usize].len() == depth;
            let own = tokens.iter().take_while(ends).count();
            let first = below.len() as u32;
            let symbol = |token: &u32| spelled[*token as usize][depth];
            for run in tokens[own..].chunk_by(|a, b| symbol(a) == symbol(b)) {
                trie.symbols.push(symbol(&run[0]));
                below.push((run, depth + 1));
            }
            trie.nodes.push(Node {
                // Two ways to merge may spell the same text; the earlier token stands for it.
                token: if own > 0 && depth > 0 { tokens[0] } else { NONE },
                cost: DEAR,
                first,
                children: below.len() as u32 - first,
            });
        }
        trie
    }

    #[inline]
    fn child(&self, node: &Node, symbol: u32) -> Option<u32> {
        let children = &self.symbols[node.first as usize..(node.first + node.children) as usize];
        let at = match children.len() {
            0..=FEW => children.iter().position(|child| *child == symbol),
            _ => children.binary_search(&symbol).ok(),
        };
        Some(node.first + at? as u32)
    }

    /// Sets what each token costs. A cost of 0 stands for a token without a code, which is then taken for dear.
    pub(super) fn set_costs(&mut self, costs: &[u8]) {
        for node in &mut self.nodes {
            node.cost = match costs.get(node.token as usize) {
                None | Some(0) => DEAR,
                Some(cost) => u32::from(*cost),
            };
        }
    }

    /// Gives the tokens of `symbols` in order, so that the sum of their costs is least. `best` is working space.
    pub(super) fn cut(&self, symbols: &[u32], best: &mut Vec<Choice>, mut give: impl FnMut(u32)) {
        best.clear();
        best.resize(symbols.len() + 1, Choice::default());
        for start in (0..symbols.len()).rev() {
            let mut choice = Choice {
                cost: u32::MAX,
                ..Choice::default()
            };
            let mut node = symbols[start] + 1;
            let mut end = start + 1;
            loop {
                let here = &self.nodes[node as usize];
                if here.token != NONE {
                    let cost = here.cost + best[end].cost;
                    if cost < choice.cost {
                        choice = Choice {
                            cost,
                            token: here.token,
                            end: end as u32,
                        };
                    }
                }
                match symbols.get(end).and_then(|symbol| self.child(here, *symbol)) {
                    Some(child) => node = child,
                    None => break,
                }
                end += 1;
            }
            best[start] = choice;
        }
        let mut at = 0;
        while at < symbols.len() {
            give(best[at].token);
            at = best[at].end as usize;
        }
    }
}
