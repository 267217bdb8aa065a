//! OpenCC's C++ library behind the trait that our own engine implements.
//!
//! Nothing in baokan needs it. It is here to be compared with: the tests of this crate ask both
//! engines for the same conversions and accept no difference in a single byte. Whoever wants
//! OpenCC itself for another reason gets it under the same [`Convert`].
//!
//! Without the feature `native` the crate is empty. With it, `opencc-rust` has to find OpenCC
//! 1.4.x on the machine; `cargo xtask oracle` fetches one and says so.
#![cfg(feature = "native")]

use std::path::Path;

use baokan_normalize::script::{Config, Convert};
use opencc_rust::{OpenCC, OpenCCError};

/// One of OpenCC's conversions, done by OpenCC.
///
/// Calls from several threads wait for each other: the library has one global lock.
pub struct NativeConverter(OpenCC);

/// What OpenCC refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NativeError {
    /// The configuration or a dictionary that it names could not be read.
    #[error("OpenCC cannot open {config}: {message}")]
    Open {
        /// The conversion that was asked for.
        config: Config,
        /// OpenCC's own words.
        message: String,
    },
    /// The text holds U+0000, which ends a string in C.
    #[error("OpenCC converts no text with U+0000")]
    Nul,
    /// Anything else.
    #[error("OpenCC: {0}")]
    Convert(String),
}

impl NativeConverter {
    /// Opens a conversion; `data` is the folder with OpenCC's `*.json` and `*.ocd2`.
    ///
    /// # Errors
    /// [`NativeError::Open`] when a file is missing or of another version.
    pub fn open(config: Config, data: &Path) -> Result<NativeConverter, NativeError> {
        let file = data.join(format!("{config}.json"));
        let open = |error: OpenCCError| NativeError::Open { config, message: error.to_string() };
        Ok(NativeConverter(OpenCC::new(file).map_err(open)?))
    }
}

impl Convert for NativeConverter {
    type Error = NativeError;

    fn convert(&self, text: &str) -> Result<String, NativeError> {
        self.0.convert(text).map_err(|error| match error {
            OpenCCError::InputContainsNul => NativeError::Nul,
            other => NativeError::Convert(other.to_string()),
        })
    }
}

impl std::fmt::Debug for NativeConverter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NativeConverter").finish_non_exhaustive()
    }
}
