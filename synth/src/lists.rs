//! The list kinds: who lists whom, under which document numbers, for what, and for how long.

use crate::identifier::Mask;
use crate::random::{Random, Weighted};
use crate::sections;
use crate::subject::Class;
use crate::template::Template;

const LISTS: &str = include_str!("../data/lists.txt");
const CAUSES: &str = include_str!("../data/causes.txt");

/// One list kind, as `data/lists.txt` describes it.
#[derive(Clone, Debug)]
pub(crate) struct ListKind {
    pub(crate) code: &'static str,
    weight: u64,
    classes: &'static str,
    /// How long and how grave, each as likely as the next.
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) legal_basis: Template,
    pub(crate) acts: Weighted<Act>,
}

/// One way onto a list: an authority, its document numbers and what it finds.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    pub(crate) authority: Template,
    pub(crate) document: Template,
    pub(crate) causes: Weighted<Template>,
    pub(crate) domain: &'static str,
    /// How this authority masks citizen ids, by frequency.
    pub(crate) masks: Weighted<Mask>,
}

/// What a listing comes to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outcome {
    /// Months of publication; 0 where there is no fixed term.
    pub(crate) months: u16,
    /// Blank where the list does not grade.
    pub(crate) severity: &'static str,
}

impl Outcome {
    fn parse(text: &'static str) -> Self {
        let (months, severity) = text.split_once(':').unwrap_or((text, ""));
        Self {
            months: number(months) as u16,
            severity,
        }
    }
}

impl ListKind {
    /// Whether the list rewards. A reward is never suspended or graded.
    pub(crate) fn is_red(&self) -> bool {
        self.code.starts_with("RD-")
    }
}

/// The list kinds, and for each class of subjects those that take it.
#[derive(Clone, Debug)]
pub(crate) struct Lists {
    kinds: Vec<ListKind>,
    by_class: Vec<Weighted<usize>>,
}

impl Lists {
    /// The committed table.
    pub(crate) fn load() -> Self {
        let kinds = parse();
        let taking = |class: Class| {
            let taking = kinds
                .iter()
                .enumerate()
                .filter(|(_, kind)| kind.classes.contains(class.letter()));
            Weighted::new(taking.map(|(index, kind)| (index, kind.weight)))
        };
        Self {
            by_class: Class::ALL.into_iter().map(taking).collect(),
            kinds,
        }
    }

    /// The index of a list that takes the class.
    pub(crate) fn pick(&self, class: Class, random: &mut Random) -> usize {
        *self.by_class[class as usize].pick(random)
    }

    /// The index of another list that takes the class.
    pub(crate) fn pick_other(&self, class: Class, taken: usize, random: &mut Random) -> usize {
        let choices = &self.by_class[class as usize];
        let drawn = (0..8)
            .map(|_| *choices.pick(random))
            .find(|index| *index != taken);
        drawn
            .or_else(|| choices.items().iter().copied().find(|index| *index != taken))
            .unwrap_or(taken)
    }

    /// The kind with this index.
    pub(crate) fn kind(&self, index: usize) -> &ListKind {
        &self.kinds[index]
    }

    /// Every code, in the order of the indexes.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.kinds.iter().map(|kind| kind.code)
    }
}

fn parse() -> Vec<ListKind> {
    let mut kinds: Vec<ListKind> = Vec::new();
    let mut acts = Vec::new();
    for line in sections::content(LISTS) {
        let cells: Vec<_> = line.split('|').collect();
        match cells[..] {
            ["list", code, weight, classes, outcomes, legal_basis] => {
                acts.clear();
                kinds.push(ListKind {
                    code,
                    weight: number(weight),
                    classes,
                    outcomes: outcomes.split(',').map(Outcome::parse).collect(),
                    legal_basis: Template::new(legal_basis),
                    acts: Weighted::new([]),
                });
            }
            ["act", weight, authority, document, causes, domain] => {
                let act = Act {
                    authority: Template::new(authority),
                    document: Template::new(document),
                    causes: Weighted::zipf(sections::lines(CAUSES, causes).map(Template::new), 2),
                    domain: blank(domain),
                    masks: masks(causes),
                };
                acts.push((act, number(weight)));
                if let Some(kind) = kinds.last_mut() {
                    kind.acts = Weighted::new(acts.iter().cloned());
                }
            }
            _ => panic!("data/lists.txt: neither a list nor an act: {line}"),
        }
    }
    kinds
}

fn masks(causes: &str) -> Weighted<Mask> {
    Weighted::new(match causes {
        "court" | "consumption" => [(Mask::Birthday, 19), (Mask::Middle, 1)].to_vec(),
        tax if tax.starts_with("tax") => [(Mask::Birth, 9), (Mask::Middle, 1)].to_vec(),
        _ => [(Mask::Middle, 6), (Mask::AllButRegion, 2), (Mask::Birth, 2)].to_vec(),
    })
}

fn number(cell: &str) -> u64 {
    cell.parse()
        .unwrap_or_else(|_| panic!("data/lists.txt: not a number: {cell}"))
}

fn blank(cell: &'static str) -> &'static str {
    if cell == "-" { "" } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_lists_to_be_on_and_every_act_has_causes() {
        let lists = Lists::load();
        assert_eq!(lists.kinds.len(), 37);
        for class in Class::ALL {
            assert!(lists.by_class[class as usize].items().len() >= 2, "{class:?}");
        }
        for kind in &lists.kinds {
            assert!(!kind.acts.items().is_empty(), "{}", kind.code);
            assert!(
                kind.acts.items().iter().all(|act| !act.causes.items().is_empty()),
                "{}",
                kind.code
            );
        }
    }

    #[test]
    fn each_polarity_has_about_sixty_causes() {
        let mut counts = [0; 3];
        for kind in &Lists::load().kinds {
            let polarity = ["BK-", "WT-", "RD-"]
                .iter()
                .position(|start| kind.code.starts_with(start))
                .unwrap();
            counts[polarity] += kind
                .acts
                .items()
                .iter()
                .map(|act| act.causes.items().len())
                .sum::<usize>();
        }
        assert!(counts.iter().all(|count| *count >= 58), "{counts:?}");
    }
}
