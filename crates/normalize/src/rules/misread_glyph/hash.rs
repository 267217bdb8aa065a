//! The hash under which runs of characters are stored; `examples/attested_runs.rs` uses the same one.

/// FNV-1a over the code points, folded to 32 bits.
pub(crate) fn hash(run: &[char]) -> u32 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    for c in run {
        for byte in (*c as u32).to_le_bytes() {
            h = (h ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    (h ^ (h >> 32)) as u32
}
