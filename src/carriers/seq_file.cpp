// SPDX-License-Identifier: MIT
//
// seq_file: tables as files below /proc, a line for each row.
#include <cerrno>

#include <fcntl.h>

#include "carrier.hpp"
#include "description/words.hpp"
#include "text/kernel_text.hpp"

namespace gangway::carriers {

namespace {

class seq_file final : public carrier {
public:
    explicit seq_file(const endpoint& at)
        : folder_{folder_of("seq_file", at.where)}
        , theirs_{at.theirs} {}

    [[nodiscard]] result<dynamic::row_bytes> rows(const dynamic::element& what) const override {
        const auto file = kernel_text::open(folder_ / what.name, O_RDONLY, "seq_file");
        if (!file)
            return file.error();
        const auto text = kernel_text::read_file(file->get());
        if (!text) // what /proc returns if a file was removed while open
            return errno_error(text.error().is(EIO) ? ENODEV : text.error().number, "read");
        return kernel_text::read_table(with_words_of(what, theirs_.get()), *text)
            .transform([](std::vector<std::byte> bytes) {
                return dynamic::row_bytes{.bytes = std::move(bytes), .consistent = true};
            })
            .or_else([](error why) -> result<dynamic::row_bytes> {
                why.carrier = "seq_file";
                return why;
            });
    }

private:
    std::filesystem::path folder_;
    std::shared_ptr<const dynamic::description> theirs_;
};

} // namespace

result<std::unique_ptr<carrier>> open_seq_file(const endpoint& at) {
    return std::unique_ptr<carrier>{std::make_unique<seq_file>(at)};
}

} // namespace gangway::carriers
