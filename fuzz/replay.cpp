// main of a target without libFuzzer: runs every file named, and every file of every folder named, once.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

bool replay(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::fprintf(stderr, "cannot read %s\n", file.c_str()), false;
    const std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    std::size_t count = 0;
    bool good = true;
    const std::vector<fs::path> paths(argv + 1, argv + argc);
    for (const auto& path : paths) {
        if (!fs::is_directory(path)) {
            good = replay(path) && good;
            ++count;
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(path)) {
            if (!entry.is_regular_file()) continue;
            good = replay(entry.path()) && good;
            ++count;
        }
    }
    std::printf("%zu inputs replayed\n", count);
    return good && count != 0 ? 0 : 1;  // nothing replayed is no success
}
