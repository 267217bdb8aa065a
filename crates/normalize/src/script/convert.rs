//! The door that every engine of script conversion has.

use std::convert::Infallible;
use std::error::Error;

use super::converter::Converter;

/// A conversion of one text into another, by an engine of whatever make.
///
/// [`Converter`] never fails and can do more: it reports its changes. The crate
/// `baokan-opencc-native` puts OpenCC's own library behind this trait.
pub trait Convert {
    /// Why a text could not be converted.
    type Error: Error + Send + Sync + 'static;

    /// The converted text.
    ///
    /// # Errors
    /// Whatever the engine cannot do with this text.
    fn convert(&self, text: &str) -> Result<String, Self::Error>;
}

impl Convert for Converter {
    type Error = Infallible;

    fn convert(&self, text: &str) -> Result<String, Infallible> {
        Ok(Converter::convert(self, text))
    }
}
