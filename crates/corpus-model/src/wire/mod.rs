//! Versioned plain structs for JSON. The core types do not derive serde: a derive is a promise of compatibility, and
//! the promise is made here, once.

mod check;
mod convert;
pub mod v1;

pub use check::{Checked, WireError};

/// The JSON schema of [`v1::Document`].
#[cfg(feature = "schema")]
#[must_use]
pub fn schema_v1() -> serde_json::Value {
    schemars::schema_for!(v1::Document).to_value()
}
