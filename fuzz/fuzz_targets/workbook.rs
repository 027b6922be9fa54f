#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| jrp_tests::parsers::run("workbook", bytes));
