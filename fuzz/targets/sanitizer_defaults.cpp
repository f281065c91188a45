// AddressSanitizer's defaults for millions of short runs: the stacks of allocations are kept short and freed memory is
// held back by the megabyte, not by hundreds of them. ASAN_OPTIONS overrides both where a finding needs more
// (fuzz/README.md). Two frames are the least: what no caller is known of, LeakSanitizer never takes for lost. Stack
// memory that is used after its function has returned is looked for by the replay of corpora in the asan preset: here
// it costs a fifth of the executions.
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() {
    return "malloc_context_size=2:quarantine_size_mb=8:thread_local_quarantine_size_kb=256:"
           "detect_stack_use_after_return=0";
}
