// in_parallel: a loop whose rounds know nothing of each other, on several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <future>
#include <thread>
#include <vector>

namespace wireproof::suite {

// in_parallel calls work(i) once for each i below `count`, in any order, and returns when all are done; an exception of
// one comes out. `jobs` is the number of threads; 0: one a processor.
template <class Work>
void in_parallel(std::size_t count, std::size_t jobs, const Work& work) {
    if (jobs == 0) jobs = std::max<std::size_t>(1, std::thread::hardware_concurrency());
    std::atomic<std::size_t> next = 0;
    std::vector<std::future<void>> workers;
    workers.reserve(jobs);
    for (std::size_t i = 0; i < jobs; ++i)
        workers.push_back(std::async(std::launch::async, [&] {
            for (auto n = next++; n < count; n = next++) work(n);
        }));
    for (auto& worker : workers) worker.get();
}

}  // namespace wireproof::suite
