#!/usr/bin/perl
# Prints forms.tsv from the Unicode Character Database that perl carries (perl -MUnicode::UCD -e 'print Unicode::UCD::UnicodeVersion').
# Radicals: Equivalent_Unified_Ideograph. Compatibility ideographs: their singleton canonical decomposition.
use strict;
use warnings;
use Unicode::UCD qw(charprop);
use Unicode::Normalize qw(NFD);
binmode STDOUT, ':utf8';
print "# From the Unicode Character Database ", Unicode::UCD::UnicodeVersion(), ": Equivalent_Unified_Ideograph of the radicals, canonical\n";
print "# decomposition of the compatibility ideographs. Copyright Unicode, Inc., Unicode-DFS-2016 licence (unicode.org/license.html).\n";
print "# Regenerate: perl forms.pl > forms.tsv\n";
print "# code\tform\tideograph\n";
for my $code (0x2E80 .. 0x2FDF) {
    my $ideograph = charprop($code, 'EqUIdeo');
    next if !defined $ideograph || $ideograph eq '';
    $ideograph = chr hex $ideograph if $ideograph =~ /^[0-9A-F]{4,6}$/;
    printf "%04X\t%s\t%s\n", $code, chr $code, $ideograph;
}
for my $code (0xF900 .. 0xFAFF, 0x2F800 .. 0x2FA1F) {
    my $ideograph = NFD(chr $code);
    next if $ideograph eq chr $code || length $ideograph != 1;
    printf "%04X\t%s\t%s\n", $code, chr $code, $ideograph;
}
