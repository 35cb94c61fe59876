//! The style of an atom, and how styles are made to fit what Markdown can say.

use super::atoms::Atom;

/// What Markdown can put around text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Link,
    Strong,
    Emphasis,
    Deleted,
}

impl Mark {
    /// From the outside in, where they cover the same text.
    pub(super) const ALL: [Self; 4] = [Self::Link, Self::Strong, Self::Emphasis, Self::Deleted];
    pub(super) const EMPHASES: [Self; 3] = [Self::Strong, Self::Emphasis, Self::Deleted];

    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Link => "",
            Self::Strong => "**",
            Self::Emphasis => "*",
            Self::Deleted => "~~",
        }
    }
}

/// For each mark 0, or which one it is: links are numbered, of the others all are the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style([usize; 4]);

impl Style {
    pub(super) fn get(self, mark: Mark) -> usize {
        self.0[mark as usize]
    }

    pub(super) fn set(&mut self, mark: Mark, value: usize) {
        self.0[mark as usize] = value;
    }

    /// What both have.
    fn meet(self, other: Self) -> Self {
        let mut met = Self::default();
        for mark in Mark::ALL {
            if self.get(mark) == other.get(mark) {
                met.set(mark, self.get(mark));
            }
        }
        met
    }
}

/// Makes styles begin and end where Markdown can say so: not at a space, and not between a word and a sign inside.
pub(super) fn settle(atoms: &mut Vec<Atom>) {
    if atoms.last().is_some_and(Atom::is_space) {
        atoms.pop();
    }
    for at in 1..atoms.len().saturating_sub(1) {
        if let [before, atom, after] = &mut atoms[at - 1..=at + 1]
            && atom.is_space()
        {
            atom.style = before.style.meet(after.style);
        }
    }
    for mark in Mark::EMPHASES {
        pull_in(atoms.iter_mut(), mark);
        pull_in(atoms.iter_mut().rev(), mark);
    }
}

/// `<b>Note:</b>now` → `**Note**:now`: takes a mark from the signs at its beginning, in the order given, where a word
/// stands right before.
fn pull_in<'a>(atoms: impl Iterator<Item = &'a mut Atom>, mark: Mark) {
    let mut outside_is_word = false;
    let mut pulling = false;
    for atom in atoms {
        if atom.style.get(mark) == 0 {
            outside_is_word = atom.is_word();
            pulling = true;
        } else if pulling && !atom.is_word() && (outside_is_word || atom.is_space()) {
            atom.style.set(mark, 0);
            outside_is_word = false;
        } else {
            pulling = false;
        }
    }
}
