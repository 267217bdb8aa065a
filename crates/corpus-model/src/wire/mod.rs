//! Versioned plain structs for JSON.

pub mod v1;
