//! `ReadingOrder` of PAGE-XML: groups, with an order or without, of references to regions.
//!
//! A region in no group stays behind the one that stands before it in the file; members of a group without an order
//! stay in that of the file; references to regions that are not there are passed over.

use std::collections::HashMap;

use crate::extraction::Extraction;
use crate::markup::Tag;

/// Groups nest so deep at most; deeper ones belong to the one that is open.
const DEEPEST: usize = 32;

#[derive(Default)]
pub(crate) struct ReadingOrder<'a> {
    /// Groups that are open.
    open: Vec<Group<'a>>,
    /// Groups of one page each, in the order of the file.
    groups: Vec<Group<'a>>,
    /// Key of each region that is referred to.
    keys: HashMap<&'a str, u32>,
    /// Key of what belongs to no region.
    next: u32,
    /// Inside of the element.
    inside: bool,
    /// Groups that were too deep to open.
    passed: usize,
}

#[derive(Default)]
struct Group<'a> {
    ordered: bool,
    /// Place in the group around it.
    index: f64,
    members: Vec<Member<'a>>,
}

enum Member<'a> {
    Region(&'a str, f64),
    Group(Group<'a>),
}

impl<'a> ReadingOrder<'a> {
    /// A tag begins.
    pub(crate) fn start(&mut self, tag: &Tag<'a>) {
        if tag.name == "ReadingOrder" {
            self.inside = !tag.empty;
        }
        if !self.inside {
            return;
        }
        let index = tag.number("index").filter(|n| n.is_finite()).unwrap_or(f64::MAX);
        let region = tag.value("regionRef").map(str::trim).filter(|id| !id.is_empty());
        if is_group(tag.name) {
            // A group may stand for a region, whose parts it lists.
            let members = region.map(|id| Member::Region(id, f64::MIN)).into_iter().collect();
            let group = Group { ordered: tag.name.starts_with("Ordered"), index, members };
            if self.open.len() < DEEPEST {
                self.open.push(group);
                if tag.empty {
                    self.close();
                }
            } else {
                self.passed += usize::from(!tag.empty);
                self.open
                    .last_mut()
                    .into_iter()
                    .for_each(|g| g.members.extend(region.map(|id| Member::Region(id, index))));
            }
        } else if let (Some(id), Some(group)) = (region, self.open.last_mut()) {
            group.members.push(Member::Region(id, index));
        }
        if let Some(id) = region {
            let key = self.keys.len() as u32;
            self.keys.entry(id).or_insert(key);
        }
    }

    /// A tag ends.
    pub(crate) fn end(&mut self, name: &str) {
        if name == "ReadingOrder" {
            while !self.open.is_empty() {
                self.close();
            }
            (self.inside, self.passed) = (false, 0);
        } else if self.inside && is_group(name) {
            match self.passed.checked_sub(1) {
                Some(left) => self.passed = left,
                None => self.close(),
            }
        }
    }

    fn close(&mut self) {
        let Some(group) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(around) => around.members.push(Member::Group(group)),
            None => self.groups.push(group),
        }
    }

    /// Text begins in the innermost of these open elements: its region, or the nearest around it that is referred to.
    pub(crate) fn unit<'t>(
        &mut self,
        open: impl DoubleEndedIterator<Item = &'t Tag<'a>>,
        own: Option<&'t Tag<'a>>,
        out: &mut Extraction<'_>,
    ) where
        'a: 't,
    {
        if self.groups.is_empty() {
            return;
        }
        let known = own.into_iter().chain(open.rev()).find_map(|tag| self.keys.get(tag.value("id")?));
        let key = known.copied().unwrap_or_else(|| {
            // Every stretch without a place is a unit of its own, which goes with what stands before it.
            self.next += 1;
            u32::MAX - self.next
        });
        out.unit(key);
    }

    /// Everything was read: puts the regions in order.
    pub(crate) fn settle(mut self, out: &mut Extraction<'_>) {
        while !self.open.is_empty() {
            self.close();
        }
        if self.groups.is_empty() {
            return;
        }
        let mut places: HashMap<u32, usize> = HashMap::new();
        for (i, key) in out.unit_keys().enumerate() {
            places.entry(key).or_insert(i);
        }
        let mut sequence = Vec::new();
        let groups = std::mem::take(&mut self.groups);
        // Pages follow one another in the file.
        for group in groups {
            self.flatten(group, &places, &mut sequence);
        }
        let mut ranks: HashMap<u32, usize> = HashMap::new();
        for (rank, key) in sequence.into_iter().enumerate() {
            ranks.entry(key).or_insert(rank);
        }
        out.order_by(|key| ranks.get(&key).copied(), "ReadingOrder of PAGE-XML");
    }

    /// The keys of a group in reading order.
    fn flatten(&self, mut group: Group<'a>, places: &HashMap<u32, usize>, out: &mut Vec<u32>) {
        if group.ordered {
            group.members.sort_by(|a, b| a.index().total_cmp(&b.index()));
        } else {
            group.members.sort_by_cached_key(|member| self.first(member, places));
        }
        for member in group.members {
            match member {
                Member::Region(id, _) => out.extend(self.keys.get(id).filter(|key| places.contains_key(key))),
                Member::Group(group) => self.flatten(group, places, out),
            }
        }
    }

    /// Where the first region of a member stands in the text.
    fn first(&self, member: &Member<'a>, places: &HashMap<u32, usize>) -> usize {
        match member {
            Member::Region(id, _) => self.keys.get(id).and_then(|key| places.get(key)).copied().unwrap_or(usize::MAX),
            Member::Group(group) => group.members.iter().map(|m| self.first(m, places)).min().unwrap_or(usize::MAX),
        }
    }
}

impl Member<'_> {
    fn index(&self) -> f64 {
        match self {
            Self::Region(_, index) => *index,
            Self::Group(group) => group.index,
        }
    }
}

fn is_group(name: &str) -> bool {
    matches!(name, "OrderedGroup" | "UnorderedGroup" | "OrderedGroupIndexed" | "UnorderedGroupIndexed")
}
