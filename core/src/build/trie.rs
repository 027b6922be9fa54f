//! The tokens of a text column as a trie, and the cheapest way to cut a string into them.

use crate::format::token_text::Token;

/// The best cut of the rest of a string: its first token, and what all of it costs.
#[derive(Clone, Copy, Default)]
pub(super) struct Choice {
    cost: u32,
    token: u32,
    length: u32,
}

/// Nodes with their children in order of symbol.
pub(super) struct Trie {
    /// For each node: where its children start; one entry more than nodes.
    starts: Vec<u32>,
    /// Symbol and node of each child.
    children: Vec<(u32, u32)>,
    /// The token that ends at each node.
    tokens: Vec<Option<u32>>,
}

impl Trie {
    /// The trie of `tokens`, of which the first `symbols` are the characters themselves.
    pub(super) fn of(tokens: &[Token], symbols: usize) -> Self {
        let mut spelled: Vec<(Vec<u32>, u32)> = Vec::with_capacity(tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            let spelling = match token {
                Token::Character(_) => vec![at as u32],
                Token::Pair(left, right) => {
                    [&spelled[*left as usize].0[..], &spelled[*right as usize].0[..]].concat()
                }
            };
            spelled.push((spelling, at as u32));
        }
        debug_assert!(
            tokens
                .iter()
                .take(symbols)
                .all(|token| matches!(token, Token::Character(_)))
        );
        spelled.sort_unstable();
        // Two ways to merge may spell the same text; the earlier token stands for it.
        spelled.dedup_by(|later, earlier| later.0 == earlier.0);
        let mut trie = Self {
            starts: Vec::new(),
            children: Vec::new(),
            tokens: vec![None],
        };
        // Breadth first: a node is a range of spellings with a common prefix.
        let mut level = vec![(0..spelled.len(), 0usize)];
        while !level.is_empty() {
            let mut next = Vec::new();
            for (range, depth) in level {
                trie.starts.push(trie.children.len() as u32);
                let mut at = range.start;
                while at < range.end {
                    let Some(symbol) = spelled[at].0.get(depth).copied() else {
                        at += 1;
                        continue;
                    };
                    let same =
                        spelled[at..range.end].partition_point(|(text, _)| text.get(depth) == Some(&symbol));
                    let node = trie.tokens.len() as u32;
                    trie.children.push((symbol, node));
                    let ends_here = spelled[at].0.len() == depth + 1;
                    trie.tokens.push(ends_here.then_some(spelled[at].1));
                    next.push((at..at + same, depth + 1));
                    at += same;
                }
            }
            level = next;
        }
        trie.starts.push(trie.children.len() as u32);
        trie
    }

    fn child(&self, node: u32, symbol: u32) -> Option<u32> {
        let node = node as usize;
        let children = &self.children[self.starts[node] as usize..self.starts[node + 1] as usize];
        // The root has a child for every character, in their order.
        if node == 0 {
            return children.get(symbol as usize).map(|(_, child)| *child);
        }
        children
            .binary_search_by_key(&symbol, |(symbol, _)| *symbol)
            .ok()
            .map(|at| children[at].1)
    }

    /// Gives the tokens of `symbols` in order, so that the sum of their `costs` is least. A cost of 0 stands for a
    /// token without a code, which is then taken for dear. `best` is working space.
    pub(super) fn cut(
        &self,
        symbols: &[u32],
        costs: &[u8],
        best: &mut Vec<Choice>,
        mut give: impl FnMut(u32),
    ) {
        const DEAR: u32 = 26;
        best.clear();
        best.resize(symbols.len() + 1, Choice::default());
        for start in (0..symbols.len()).rev() {
            let mut node = 0;
            let mut choice = Choice {
                cost: u32::MAX,
                token: 0,
                length: 0,
            };
            for (length, symbol) in symbols[start..].iter().enumerate() {
                let Some(next) = self.child(node, *symbol) else {
                    break;
                };
                node = next;
                if let Some(token) = self.tokens[node as usize] {
                    let own = match costs[token as usize] {
                        0 => DEAR,
                        cost => u32::from(cost),
                    };
                    let cost = own + best[start + length + 1].cost;
                    if cost < choice.cost {
                        choice = Choice {
                            cost,
                            token,
                            length: length as u32 + 1,
                        };
                    }
                }
            }
            best[start] = choice;
        }
        let mut at = 0;
        while at < symbols.len() {
            give(best[at].token);
            at += best[at].length as usize;
        }
    }
}
