//! The tokens of a text column as a trie, and the cheapest way to cut a string into them.

use crate::format::token_text::Token;
use rustc_hash::FxHashMap as HashMap;

/// What a token without a code is taken to cost, in bits.
const DEAR: u32 = 26;

const NONE: u32 = u32::MAX;

/// The best cut of the rest of a string: what all of it costs, its first token, and where that ends.
#[derive(Clone, Copy, Default)]
pub(super) struct Choice {
    cost: u32,
    token: u32,
    end: u32,
}

/// A way down the trie, in a table of open addressing; `symbol` is [`NONE`] in a free slot.
#[derive(Clone, Copy)]
struct Edge {
    node: u32,
    symbol: u32,
    child: u32,
}

#[derive(Clone, Copy)]
struct Node {
    /// The token that ends here, or [`NONE`]
    token: u32,
    cost: u32,
    is_leaf: bool,
}

/// Nodes, the root first, then those of the single characters in their order.
pub(super) struct Trie {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// Turns a hash into a slot
    shift: u32,
}

impl Trie {
    /// The trie of `tokens`, of which the first `symbols` are the characters themselves.
    pub(super) fn of(tokens: &[Token], symbols: usize) -> Self {
        let empty = Node {
            token: NONE,
            cost: DEAR,
            is_leaf: true,
        };
        let mut nodes = vec![empty];
        nodes.extend((0..symbols as u32).map(|token| Node { token, ..empty }));
        let mut children: HashMap<(u32, u32), u32> = HashMap::default();
        let mut spelled: Vec<Vec<u32>> = (0..symbols as u32).map(|symbol| vec![symbol]).collect();
        for (number, token) in (0..).zip(tokens).skip(symbols) {
            let Token::Pair(left, right) = token else {
                continue;
            };
            let spelling = [&spelled[*left as usize][..], &spelled[*right as usize][..]].concat();
            let mut node = spelling[0] + 1;
            for symbol in &spelling[1..] {
                let next = nodes.len() as u32;
                let child = *children.entry((node, *symbol)).or_insert(next);
                if child == next {
                    nodes[node as usize].is_leaf = false;
                    nodes.push(empty);
                }
                node = child;
            }
            // Two ways to merge may spell the same text; the earlier token stands for it.
            let end = &mut nodes[node as usize].token;
            *end = (*end).min(number);
            spelled.push(spelling);
        }
        let bits = (children.len() * 2).max(2).next_power_of_two().ilog2();
        let free = Edge {
            node: 0,
            symbol: NONE,
            child: 0,
        };
        let mut trie = Self {
            nodes,
            edges: vec![free; 1 << bits],
            shift: u64::BITS - bits,
        };
        for ((node, symbol), child) in children {
            let mut slot = trie.slot(node, symbol);
            while trie.edges[slot].symbol != NONE {
                slot = (slot + 1) & (trie.edges.len() - 1);
            }
            trie.edges[slot] = Edge { node, symbol, child };
        }
        trie
    }

    #[inline]
    fn slot(&self, node: u32, symbol: u32) -> usize {
        let key = u64::from(node) << 32 | u64::from(symbol);
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize
    }

    #[inline]
    fn child(&self, node: u32, symbol: u32) -> Option<u32> {
        let mut slot = self.slot(node, symbol);
        loop {
            let edge = &self.edges[slot];
            if edge.symbol == symbol && edge.node == node {
                return Some(edge.child);
            }
            if edge.symbol == NONE {
                return None;
            }
            slot = (slot + 1) & (self.edges.len() - 1);
        }
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
                if here.is_leaf {
                    break;
                }
                match symbols.get(end).and_then(|symbol| self.child(node, *symbol)) {
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
