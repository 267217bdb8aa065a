//! The rules, one folder each: `mod.rs` (what it does), `rule.md` (what it is for), tables beside them.

mod invisible_characters;

use crate::engine::Rule;

/// Our own rules, visible and greppable.
pub const BUILTIN: &[&dyn Rule] = &[&invisible_characters::InvisibleCharacters];
