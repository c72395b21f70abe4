// SPDX-License-Identifier: MIT
// In the cache, source/SERIES,VERSION is the tree that all of them are built from, with Gangway in
// it, and source/providers lists what else is; kernels/NAME has build (make's O=), config (of what
// the configuration was made) and built (when it is as the source is; the source's version).
//
// Locks, in this order: source/.lock, shared by those that read the source or build from it, and
// exclusive for those that change it; kernels/NAME/.lock, shared by those that use the kernel, and
// exclusive for those that build it. So using a built kernel never waits for another one's build.
#include "own_kernels.hpp"

#include "apt.hpp"
#include "process.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <fmt/format.h>
#include <sstream>
#include <unistd.h>
#include <utility>

namespace gangway::lab {

namespace {

struct fragment {
    std::string_view name;
    std::string_view text;
};

// Made by CMake of configs/*.fragment.
constexpr std::array fragments{
#include "fragments.inc"
};

std::string_view find_fragment(std::string_view name) {
    return std::ranges::find(fragments, name, &fragment::name)->text;
}

constexpr char separator = ',';

fs::path folder_of(const own_kernel& which) {
    fs::path path = cache_dir() / "kernels" / which.name;
    fs::create_directories(path);
    return path;
}

std::string read_if_there(const fs::path& path) {
    return fs::exists(path) ? read_file(path) : "";
}

// A tree in the cache, of whatever version: "6.12,6.12.117-1"; empty if there is none.
fs::path find_source(const own_kernel& which) {
    const fs::path sources = cache_dir() / "source";
    fs::create_directories(sources);
    for (const fs::directory_entry& entry : fs::directory_iterator(sources))
        if (entry.path().filename().native().starts_with(
                fmt::format("{}{}", which.series, separator)))
            return entry;
    return {};
}

fs::path fetch_source(const own_kernel& which) {
    const archive debian;
    const std::string package = fmt::format("linux-source-{}", which.series);
    if (debian.version(package).empty())
        debian.refresh(fmt::format("apt's lists do not have {}", package));
    const std::string version = debian.version(package);
    if (version.empty())
        throw failure(fmt::format("apt does not know {}; this needs Debian 12 with its security "
                                  "archive in /etc/apt/sources.list",
                                  package));
    const fs::path scratch = cache_dir() / "source" / ".partial";
    fs::remove_all(scratch);
    fs::create_directories(scratch / "tree");
    fmt::print(stderr, "gangway-lab: downloading {} {} (150 MB; apt verifies the checksums)\n",
               package, version);
    if (!debian.download({package}, scratch)) {
        debian.refresh("the download failed; apt's lists may be out of date");
        if (!debian.download({package}, scratch))
            throw failure("apt-get download failed; its output above says why");
    }
    fmt::print(stderr, "gangway-lab: unpacking {}\n", package);
    for (const fs::directory_entry& file : fs::directory_iterator(scratch))
        if (file.path().extension() == ".deb")
            unpack_package(file, scratch);
    const fs::path packed = scratch / "usr/src" / (package + ".tar.xz");
    if (run_program({"tar", "-xJf", packed, "--strip-components=1", "-C", scratch / "tree"}) != 0)
        throw failure(fmt::format("tar could not unpack {}", packed.native()));
    const fs::path final_place =
        cache_dir() / "source" /
        fmt::format("{}{}{}", which.series, separator, debian.version(package));
    fs::rename(scratch / "tree", final_place);
    fs::remove_all(scratch);
    return final_place;
}

// Where Gangway's kernel part is: installed next to this program, or where that was built.
fs::path gangway_source() {
    const fs::path self = fs::read_symlink("/proc/self/exe").parent_path();
    for (const fs::path& place :
         {self / ".." / GANGWAY_LAB_INSTALLED, fs::path(GANGWAY_LAB_SOURCE)})
        if (fs::exists(place / "kernel/add-to-kernel"))
            return fs::canonical(place);
    throw failure("Gangway's kernel source is not here; install the package gangway-source");
}

// What makes the code of providers.
fs::path generator() {
    const fs::path beside = program_beside("gangway-gen");
    return beside.empty() ? require_program("gangway-gen", "gangway") : beside;
}

// Runs make, whose errors go to our standard error; of all that it makes, tells now and then how
// much it is.
int run_counting(const arguments& command, std::string_view name) {
    using clock = std::chrono::steady_clock;
    constexpr std::chrono::seconds pause{10};
    auto [from, to] = make_pipe();
    spawn_options options;
    options.descriptors.emplace_back(to.get(), STDOUT_FILENO);
    child make(command, options);
    to.reset();
    const auto begin = clock::now();
    auto told = begin;
    long files = 0;
    std::array<char, 4096> buffer{};
    for (ssize_t n = 0; (n = ::read(from.get(), buffer.data(), buffer.size())) > 0;) {
        files += std::count(buffer.begin(), buffer.begin() + n, '\n'); // a line for each
        if (clock::now() - told < pause)
            continue;
        told = clock::now();
        fmt::print(stderr, "gangway-lab: {}: {} files made in {} s\n", name, files,
                   std::chrono::duration_cast<std::chrono::seconds>(told - begin).count());
    }
    return make.wait();
}

struct maker {
    const own_kernel& which;
    fs::path source;
    fs::path build;

    void operator()(const std::vector<std::string>& what) const {
        arguments command{"make",
                          "-C",
                          source,
                          "O=" + build.native(),
                          fmt::format("ARCH={}", which.arch),
                          fmt::format("GANGWAY_GEN={}", generator().native()),
                          fmt::format("-j{}", std::max(1L, ::sysconf(_SC_NPROCESSORS_ONLN)))};
        command.insert(command.end(), what.begin(), what.end());
        if (run_counting(command, which.name) != 0)
            throw failure(fmt::format("building {} failed; make's output above says why; what it "
                                      "needs: apt-get install gcc make flex bison bc libelf-dev "
                                      "libssl-dev",
                                      which.name));
    }
};

fs::path provider_list() {
    return cache_dir() / "source/providers";
}

// What Gangway and the providers would change in the source, a path a line.
std::string changes(const fs::path& source, const std::vector<fs::path>& providers,
                    bool make_them) {
    arguments command{gangway_source() / "kernel/add-to-kernel"};
    if (!make_them)
        command.emplace_back("-n");
    command.push_back(source);
    for (const fs::path& provider : providers)
        command.push_back(fs::canonical(provider));
    const captured done = capture(command);
    if (done.status != 0)
        throw failure("Gangway could not be added to the kernel: " + done.err);
    return done.out;
}

// Brings Gangway and the providers into the source. What was built of it is then out of date.
void add_gangway(const fs::path& source, const std::vector<fs::path>& providers) {
    std::string list;
    for (const fs::path& provider : providers)
        list += fs::canonical(provider).native() + '\n';
    for (const own_kernel& which : own_kernels())
        fs::remove(folder_of(which) / "built");
    (void)changes(source, providers, true);
    write_file(provider_list(), list);
}

// The source with Gangway in it as it is now, and a lock that keeps it so.
std::pair<fs::path, unique_fd> current_source(const own_kernel& which,
                                              const std::vector<fs::path>& providers) {
    fs::create_directories(cache_dir() / "source");
    const fs::path path = cache_dir() / "source/.lock";
    for (;;) {
        unique_fd looking = lock(path, lock_kind::shared);
        fs::path source = find_source(which);
        if (!source.empty() && changes(source, providers, false).empty())
            return {std::move(source), std::move(looking)};
        looking.reset();
        const unique_fd alone = lock(path, lock_kind::exclusive);
        source = find_source(which);
        if (source.empty())
            source = fetch_source(which);
        add_gangway(source, providers);
        if (const std::string left = changes(source, providers, false); !left.empty())
            throw failure(fmt::format("two providers want to be the same file of the kernel's: {}",
                                      left.substr(0, left.find('\n'))));
    }
}

// Nothing but what the fragments say, and what that needs.
void configure(const maker& make, const fs::path& folder) {
    std::string wanted{find_fragment("common")};
    if (!make.which.base.empty())
        wanted += find_fragment(make.which.base);
    wanted += find_fragment(make.which.name); // the last word on an option counts
    if (read_if_there(folder / "config") == wanted)
        return;
    fs::remove_all(make.build);
    fs::create_directories(make.build);
    write_file(folder / "config.new", wanted);
    make({"KCONFIG_ALLCONFIG=" + (folder / "config.new").native(), "allnoconfig"});
    fs::rename(folder / "config.new", folder / "config");
}

} // namespace

std::span<const own_kernel> own_kernels() {
    static constexpr std::array table{
        own_kernel{"6.12-gangway", "6.12", "x86_64", "bzImage"},
        own_kernel{"6.12-gangway-rt", "6.12", "x86_64", "bzImage", "6.12-gangway"},
        own_kernel{"6.12-uml", "6.12", "um", "linux"},
    };
    return table;
}

const own_kernel* find_own(std::string_view name) {
    const auto all = own_kernels();
    const auto found = std::ranges::find(all, name, &own_kernel::name);
    return found == all.end() ? nullptr : &*found;
}

kernel build_own(const own_kernel& which, const std::vector<fs::path>& providers) {
    require_program("make", "make");
    require_program("flex", "flex");
    require_program("bison", "bison");
    require_program("bc", "bc");
    const fs::path folder = folder_of(which);
    auto [source, looking] = current_source(which, providers);
    const std::string version = source.filename().native().substr(which.series.size() + 1);
    const maker make{which, source, folder / "build"};
    unique_fd in_use = lock(folder / ".lock", lock_kind::shared);
    while (!fs::exists(folder / "built")) {
        in_use.reset();
        if (const unique_fd alone = lock(folder / ".lock", lock_kind::exclusive);
            !fs::exists(folder / "built")) {
            fmt::print(stderr, "gangway-lab: building kernel {} ({}){}\n", which.name, version,
                       fs::exists(make.build / "Module.symvers") ? "" : "; this takes minutes");
            configure(make, folder);
            make({std::string(which.image), "modules"});
            write_file(folder / "built", version);
        }
        in_use = lock(folder / ".lock", lock_kind::shared);
    }
    kernel built = open_tree(make.build);
    built.name = which.name;
    built.version = version;
    built.in_use = std::move(in_use);
    return built;
}

kernel open_own(const own_kernel& which) {
    std::vector<fs::path> providers;
    std::istringstream list(read_if_there(provider_list()));
    for (std::string line; std::getline(list, line);)
        if (fs::is_directory(line))
            providers.emplace_back(line);
    return build_own(which, providers);
}

std::string built_version(const own_kernel& which) {
    return read_if_there(folder_of(which) / "built");
}

} // namespace gangway::lab
